type Enter = () => void;

/**
 * Lets work go on side by side, and some of it alone: when nothing else goes on or waits. To make room for it at once, all
 * others would have to stand still until the longest of them is done.
 */
export class Turns {
  #running = 0;
  #isOneAlone = false;
  readonly #together: Enter[] = [];
  readonly #alone: Enter[] = [];

  async together<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isOneAlone) await this.#turnIn(this.#together);
    else this.#running += 1;
    return this.#do(work);
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isOneAlone || this.#running > 0) await this.#turnIn(this.#alone);
    else this.#beginAlone();
    return this.#do(work);
  }

  async #do<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#isOneAlone = false;
      this.#admit();
    }
  }

  /** Whoever lets in counts it as running. */
  #turnIn(queue: Enter[]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    queue.push(resolve);
    return promise;
  }

  #admit(): void {
    for (const enter of this.#together.splice(0)) {
      this.#running += 1;
      enter();
    }
    if (this.#running > 0) return;
    const enter = this.#alone.shift();
    if (enter === undefined) return;
    this.#beginAlone();
    enter();
  }

  #beginAlone(): void {
    this.#running += 1;
    this.#isOneAlone = true;
  }
}
