import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import type { ByteRange } from './range.ts';
import type { StoredResponse } from './stored-response.ts';

const READ_BYTES = 64 * 1024;
/** Bodies up to this size are also kept in memory once read, 16 MiB in all. */
const SMALL_BYTES = 32 * 1024;
const MEMORY_BYTES = 16 * 1024 * 1024;

/** A stored body that is open for reading, once; disposing of it closes its file. */
export interface StoredBody extends AsyncDisposable {
  readonly bytes: AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** The bodies of a cache folder, one file each under a random name. */
export class BodyFiles {
  readonly #folder: string;
  readonly #small = new Map<string, Buffer>();
  #smallBytes = 0;
  /** Small bodies on their way into memory. */
  readonly #reading = new Map<string, Promise<Buffer>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Begins a body that is still to come; one longer than `maxBytes` is given up. */
  async begin(maxBytes: number): Promise<BodyWriter> {
    // Somebody may have deleted the folder while we run, to empty the cache.
    await makeFolder(this.#folder);
    const bodyFile = `${randomUUID()}.body`;
    const file = await open(join(this.#folder, bodyFile), 'wx');
    return new BodyWriter(file, bodyFile, maxBytes, () => this.remove(bodyFile));
  }

  /** Throws what the disk has against files here, which is otherwise noticed by nothing being kept. */
  async tryWriting(): Promise<void> {
    const trial = await this.begin(0);
    await trial.discard();
  }

  /** The whole of a stored body if it is held in memory. */
  inMemory(stored: StoredResponse): Buffer | undefined {
    return this.#small.get(stored.bodyFile);
  }

  /**
   * The bytes of a stored body or of a part of it. It is opened before this returns, so that its removal from the
   * cache meanwhile does no harm.
   *
   * @throws when the file is gone
   */
  async read(stored: StoredResponse, range?: ByteRange): Promise<StoredBody> {
    const { first, last } = range ?? { first: 0, last: stored.bodyLength - 1 };
    const small = this.#small.get(stored.bodyFile);
    if (small) return alreadyRead(small.subarray(first, last + 1));
    if (stored.bodyLength <= SMALL_BYTES) {
      const bytes = await this.#readSmall(stored.bodyFile);
      return alreadyRead(bytes.subarray(first, last + 1));
    }
    const file = await open(join(this.#folder, stored.bodyFile));
    return { bytes: pieces(file, first, last), [Symbol.asyncDispose]: () => file.close() };
  }

  async remove(bodyFile: string): Promise<void> {
    this.#reading.delete(bodyFile);
    this.#forget(bodyFile);
    await rm(join(this.#folder, bodyFile), { force: true });
  }

  /** Reads a body once for all who ask meanwhile, and keeps it once, unless it has been removed by then. */
  async #readSmall(bodyFile: string): Promise<Buffer> {
    const reading = this.#reading.get(bodyFile) ?? readFile(join(this.#folder, bodyFile));
    this.#reading.set(bodyFile, reading);
    try {
      const bytes = await reading;
      if (this.#reading.get(bodyFile) === reading) this.#keep(bodyFile, bytes);
      return bytes;
    } finally {
      this.#reading.delete(bodyFile);
    }
  }

  #keep(bodyFile: string, bytes: Buffer): void {
    this.#forget(bodyFile);
    this.#small.set(bodyFile, bytes);
    this.#smallBytes += bytes.length;
    for (const oldest of this.#small.keys()) {
      if (this.#smallBytes <= MEMORY_BYTES) return;
      this.#forget(oldest);
    }
  }

  #forget(bodyFile: string): void {
    this.#smallBytes -= this.#small.get(bodyFile)?.length ?? 0;
    this.#small.delete(bodyFile);
  }
}

function alreadyRead(bytes: Buffer): StoredBody {
  return { bytes: bytes.length > 0 ? [bytes] : [], async [Symbol.asyncDispose]() {} };
}

async function* pieces(file: FileHandle, first: number, last: number): AsyncGenerator<Buffer> {
  for (let position = first; position <= last; ) {
    const wanted = Math.min(READ_BYTES, last + 1 - position);
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, position);
    if (bytesRead === 0) throw new Error('a stored body is shorter than it was');
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** A body on its way into the cache. Either `finish` or `discard` ends it. */
export class BodyWriter {
  readonly bodyFile: string;
  readonly #file: FileHandle;
  readonly #maxBytes: number;
  readonly #unlink: () => Promise<void>;
  #length = 0;
  #isOpen = true;

  constructor(file: FileHandle, bodyFile: string, maxBytes: number, unlink: () => Promise<void>) {
    this.#file = file;
    this.bodyFile = bodyFile;
    this.#maxBytes = maxBytes;
    this.#unlink = unlink;
  }

  /** Adds bytes. A body that grows too long, or for which the disk has no room, is given up: the client's is not. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#isOpen) return;
    this.#length += bytes.length;
    if (this.#length > this.#maxBytes) return this.discard();
    await this.#file.writeFile(bytes).catch(() => this.discard());
  }

  /** The length of the complete body, or undefined when it was given up. */
  async finish(): Promise<number | undefined> {
    if (!this.#isOpen) return undefined;
    this.#isOpen = false;
    await this.#file.close();
    return this.#length;
  }

  async discard(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#file.close();
    await this.#unlink();
  }
}
