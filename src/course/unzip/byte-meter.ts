import { UnzipError } from './unzip-error.ts';
import type { UnzipLimits } from './unzip-limits.ts';

/** One file is at fault, not the whole zip. The message is the end of a sentence about it. */
export class FileFault extends Error {}

/** Counts what comes out. */
export class ByteMeter {
  readonly #limits: UnzipLimits;
  #total = 0;

  constructor(limits: UnzipLimits) {
    this.#limits = limits;
  }

  /** @throws UnzipError or FileFault when it is too much */
  count(chunkBytes: number, fileBytes: number, packedBytes: number): void {
    const { totalMb, fileMb, ratio, ratioFromMb } = this.#limits;
    this.#total += chunkBytes;
    if (this.#total > totalMb * 2 ** 20) throw new UnzipError(`unpacks to more than ${totalMb} MB`);
    if (fileBytes > fileMb * 2 ** 20) throw new UnzipError(`holds a file of more than ${fileMb} MB`);
    if (fileBytes > ratioFromMb * 2 ** 20 && fileBytes > packedBytes * ratio)
      throw new FileFault(`grows to more than ${ratio} times its size, as only a zip bomb does`);
  }
}
