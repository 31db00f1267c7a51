/** Bytes that came and were not read yet. Grows by doubling, so that a large answer is not copied for each segment. */
export class ByteBuffer {
  #store = new Uint8Array(4096);
  #length = 0;

  append(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#store.length) {
      const grown = new Uint8Array(Math.max(needed, this.#store.length * 2));
      grown.set(this.view());
      this.#store = grown;
    }
    this.#store.set(bytes, this.#length);
    this.#length = needed;
  }

  /** What is there, without a copy; valid until the next call. */
  view(): Uint8Array {
    return this.#store.subarray(0, this.#length);
  }

  /** What is there, as the caller's own; the buffer is empty afterwards. */
  take(): Uint8Array {
    const taken = this.#store.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}
