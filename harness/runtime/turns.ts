interface Waiting {
  readonly isAlone: boolean;
  readonly enter: () => void;
}

/** Lets work go on side by side, and some of it alone. First come, first served. */
export class Turns {
  #running = 0;
  #isOneAlone = false;
  readonly #waiting: Waiting[] = [];

  together<T>(work: () => Promise<T>): Promise<T> {
    return this.#take(false, work);
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#take(true, work);
  }

  async #take<T>(isAlone: boolean, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length === 0 && this.#isFree(isAlone)) this.#begin(isAlone);
    else {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push({ isAlone, enter: resolve });
      await promise;
    }
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#isOneAlone = false;
      this.#admit();
    }
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next && this.#isFree(next.isAlone); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#begin(next.isAlone);
      next.enter();
    }
  }

  #begin(isAlone: boolean): void {
    this.#running += 1;
    this.#isOneAlone = isAlone;
  }

  #isFree(isAlone: boolean): boolean {
    return isAlone ? this.#running === 0 : !this.#isOneAlone;
  }
}
