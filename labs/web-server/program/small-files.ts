import { type Stats, statSync } from 'node:fs';
import type { Document } from './document.ts';

/** Room for the many small files that a site is made of; the few large ones are read from the disk. */
export const LIMITS = {
  fileBytes: 64 * 1024,
  totalBytes: 16 * 1024 * 1024,
  /** The coarsest clock of a file system that is still in use (FAT). */
  clockStepMs: 2_000,
} as const;

/** Counted for each file besides its bytes, so that empty ones have a limit too. */
const ENTRY_BYTES = 512;

interface Kept {
  readonly document: Document;
  /** What `stat` said when it was read. */
  readonly status: Stats;
}

/**
 * Small files in memory, the least recently used goes first. Opening, reading and closing a file costs more than all the
 * rest of an answer. What is kept is served only after a look at the file that finds it unchanged, so whoever changes a
 * file sees the change at the very next request.
 */
export class SmallFiles {
  readonly #kept = new Map<string, Kept>();
  readonly #looks = new Map<string, Promise<Stats | undefined>>();
  #totalBytes = 0;

  /** @returns undefined when the file at this path is not kept, or is another by now */
  async find(path: string): Promise<Document | undefined> {
    const kept = this.#kept.get(path);
    if (!kept) return undefined;
    const now = await this.#look(path);
    if (!now || !isSame(kept.status, now)) {
      this.#forget(path);
      return undefined;
    }
    this.#kept.delete(path);
    this.#kept.set(path, kept);
    return kept.document;
  }

  static isSmall({ size }: Stats): boolean {
    return size <= LIMITS.fileBytes;
  }

  /** @param status what `stat` said before the file was read */
  keep(path: string, document: Document, status: Stats): void {
    // A file that changes twice within one step of the clock has the same time after both: only one that has been left
    // alone for longer can be told from its successor.
    if (Date.now() - Math.max(status.mtimeMs, status.ctimeMs) < LIMITS.clockStepMs) return;
    this.#forget(path);
    this.#kept.set(path, { document, status });
    this.#totalBytes += document.size + ENTRY_BYTES;
    for (const oldest of this.#kept.keys()) {
      if (this.#totalBytes <= LIMITS.totalBytes) return;
      this.#forget(oldest);
    }
  }

  /**
   * Requests that come in the same turn of the event loop share one look, taken when all of them have come. It does not
   * go through the thread pool: the kernel has the answer in memory, and the way there and back would cost ten times more.
   */
  #look(path: string): Promise<Stats | undefined> {
    const underWay = this.#looks.get(path);
    if (underWay) return underWay;
    const { promise, resolve } = Promise.withResolvers<Stats | undefined>();
    this.#looks.set(path, promise);
    setImmediate(() => {
      this.#looks.delete(path);
      resolve(look(path));
    });
    return promise;
  }

  #forget(path: string): void {
    const kept = this.#kept.get(path);
    if (!kept) return;
    this.#kept.delete(path);
    this.#totalBytes -= kept.document.size + ENTRY_BYTES;
  }
}

/** Undefined for all that goes wrong: opening the file will tell what it is. */
function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The time of change (ctime) cannot be set back, as that of modification can. */
function isSame(one: Stats, other: Stats): boolean {
  return (
    one.ctimeMs === other.ctimeMs &&
    one.mtimeMs === other.mtimeMs &&
    one.size === other.size &&
    one.ino === other.ino &&
    one.dev === other.dev
  );
}
