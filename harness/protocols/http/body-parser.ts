import { type ByteQueue, lineBytes } from './byte-queue.ts';
import type { DeviationLog } from './deviation-log.ts';
import { parseFieldLine } from './field-line.ts';
import type { HttpField, HttpFraming } from './message.ts';

type ChunkState = 'size' | 'data' | 'data-end' | 'trailers' | 'broken';

/** Reads a body by its framing. @see https://www.rfc-editor.org/rfc/rfc9112#section-7.1 */
export class BodyParser {
  isComplete: boolean;
  readonly trailers: HttpField[] = [];
  readonly #framing: HttpFraming;
  readonly #log: DeviationLog;
  readonly #parts: Uint8Array[] = [];
  #state: ChunkState = 'size';
  /** Bytes still to come of the body or of the chunk. */
  #missing: number;

  constructor(framing: HttpFraming, length: number, log: DeviationLog) {
    this.#framing = framing;
    this.#missing = length;
    this.#log = log;
    this.isComplete = framing === 'none' || (framing === 'length' && length === 0);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  read(queue: ByteQueue, isEof: boolean): void {
    if (this.isComplete) return;
    if (this.#framing === 'length') this.#readLength(queue);
    if (this.#framing === 'close') this.#take(queue, queue.length);
    if (this.#framing === 'chunked') this.#readChunks(queue, isEof);
    if (isEof) this.#end(queue.offset);
  }

  #end(offset: number): void {
    if (this.#framing === 'close') this.isComplete = true;
    if (this.isComplete || this.#state === 'broken') return;
    const missing =
      this.#framing === 'length' ? `${this.#missing} bytes of the body are` : 'The last chunk is';
    this.#log.note('short-body', offset, `${missing} missing`);
  }

  #readLength(queue: ByteQueue): void {
    this.#missing -= this.#take(queue, this.#missing);
    if (this.#missing === 0) this.isComplete = true;
  }

  #take(queue: ByteQueue, count: number): number {
    const taken = queue.take(count);
    if (taken.length > 0) this.#parts.push(taken);
    return taken.length;
  }

  #readChunks(queue: ByteQueue, isEof: boolean): void {
    let hasMoved = true;
    while (hasMoved && !this.isComplete) {
      const before = queue.offset;
      const state = this.#state;
      if (state === 'size') this.#readSize(queue, isEof);
      else if (state === 'data') this.#readData(queue);
      else if (state === 'data-end') this.#readDataEnd(queue, isEof);
      else if (state === 'trailers') this.#readTrailer(queue, isEof);
      else this.#take(queue, queue.length);
      hasMoved = queue.offset > before || this.#state !== state;
    }
  }

  #readSize(queue: ByteQueue, isEof: boolean): void {
    const { offset } = queue;
    const line = queue.takeLine(isEof);
    if (!line) return;
    const size = /^([0-9A-Fa-f]{1,8})[ \t]*(;.*)?$/.exec(line.text)?.[1];
    if (size === undefined) {
      queue.giveBack(lineBytes(line));
      this.#breakOff(offset);
      return;
    }
    if (line.ending === 'lf')
      this.#log.note('chunk-lf-only', offset, 'The chunk size line ends with LF alone');
    this.#missing = Number.parseInt(size, 16);
    this.#state = this.#missing === 0 ? 'trailers' : 'data';
  }

  /** From here on the bytes are no chunks; they are kept as they are, to the end. */
  #breakOff(offset: number): void {
    this.#log.note('bad-chunk-size', offset, 'A chunk begins with its size in hexadecimal digits and CRLF');
    this.#state = 'broken';
  }

  #readData(queue: ByteQueue): void {
    this.#missing -= this.#take(queue, this.#missing);
    if (this.#missing === 0) this.#state = 'data-end';
  }

  #readDataEnd(queue: ByteQueue, isEof: boolean): void {
    const [first, second] = queue.peek(2);
    if (first === 13 && second === undefined && !isEof) return;
    if (first === undefined) return;
    this.#state = 'size';
    if (first === 13 && second === 10) queue.take(2);
    else {
      this.#log.note('bad-chunk-end', queue.offset, 'The data of a chunk must end with CRLF');
      if (first === 10) queue.take(1);
    }
  }

  #readTrailer(queue: ByteQueue, isEof: boolean): void {
    const line = queue.takeLine(isEof);
    if (!line) return;
    if (line.ending === 'lf')
      this.#log.note('chunk-lf-only', line.offset, 'A trailer line ends with LF alone');
    if (line.text === '') {
      this.isComplete = true;
      return;
    }
    const parsed = parseFieldLine(line.text, line.offset);
    if (parsed) this.trailers.push(parsed.field);
    else this.#log.note('malformed-field', line.offset, 'The trailer line is no field');
  }
}
