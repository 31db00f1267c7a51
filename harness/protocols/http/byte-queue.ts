/** A line without its end. */
export interface Line {
  /** Latin-1: one character per byte. */
  readonly text: string;
  readonly offset: number;
  readonly ending: 'crlf' | 'lf' | 'none';
}

const largePieceBytes = 16_384;

/** Bytes that wait to be read, and their place in the whole. */
export class ByteQueue {
  /** Place of the next byte to be read. */
  offset = 0;
  #bytes: Buffer = Buffer.alloc(0);
  /** Has `#bytes` at its end, and room behind: what comes byte by byte is not copied as a whole for each of them. */
  #room: Buffer = Buffer.alloc(0);
  #roomUsed = 0;
  /** No line end before this one of the waiting bytes. */
  #scanned = 0;

  get length(): number {
    return this.#bytes.length;
  }

  push(bytes: Uint8Array): void {
    const length = this.#bytes.length + bytes.length;
    const isFull = this.#roomUsed + bytes.length > this.#room.length;
    if (isFull && this.#bytes.length === 0 && bytes.length > largePieceBytes) {
      // What comes in large pieces needs no room behind it.
      this.#bytes = this.#room = Buffer.from(bytes);
      this.#roomUsed = length;
      return;
    }
    if (isFull) this.#move(length * 2);
    this.#room.set(bytes, this.#roomUsed);
    this.#roomUsed += bytes.length;
    this.#bytes = this.#room.subarray(this.#roomUsed - length, this.#roomUsed);
  }

  /** To a room of its own with that many bytes. What was taken keeps the old one. */
  #move(size: number): void {
    this.#room = Buffer.alloc(size);
    this.#room.set(this.#bytes);
    this.#roomUsed = this.#bytes.length;
  }

  take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(taken.length);
    this.#scanned = 0;
    this.offset += taken.length;
    return taken;
  }

  /** Puts bytes back that were taken last. */
  giveBack(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#bytes = Buffer.concat([bytes, this.#bytes]);
    this.#move(this.#bytes.length);
    this.#scanned = 0;
    this.offset -= bytes.length;
  }

  peek(count: number): Uint8Array {
    return this.#bytes.subarray(0, count);
  }

  /** The next line, or undefined while its end has not come; `isEof` takes what is left for a line. */
  takeLine(isEof: boolean): Line | undefined {
    const lineEnd = this.#bytes.indexOf(10, this.#scanned);
    if (lineEnd < 0 && (!isEof || this.length === 0)) {
      this.#scanned = this.length;
      return undefined;
    }
    const { offset } = this;
    if (lineEnd < 0) return { text: latin1(this.take(this.length)), offset, ending: 'none' };
    const isCrlf = this.#bytes[lineEnd - 1] === 13;
    const text = latin1(this.#bytes.subarray(0, isCrlf ? lineEnd - 1 : lineEnd));
    this.take(lineEnd + 1);
    return { text, offset, ending: isCrlf ? 'crlf' : 'lf' };
  }
}

/** A line as it came, its end included. */
export function lineBytes(line: Line): Uint8Array {
  return Buffer.from(line.text + { crlf: '\r\n', lf: '\n', none: '' }[line.ending], 'latin1');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
