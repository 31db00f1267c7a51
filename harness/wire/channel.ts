import type { Readable, Writable } from 'node:stream';
import { deserialize, serialize } from 'node:v8';

const lengthBytes = 4;

/**
 * Messages of plain data over a pair of byte streams: a 32-bit length, then the value in the form of the structured
 * clone algorithm. Both ends are ours; nothing that a submission can write ever gets onto such a stream.
 */
export class Channel<Out, In> {
  readonly #output: Writable;

  constructor(input: Readable, output: Writable, onMessage: (message: In) => void) {
    this.#output = output;
    const frames = new FrameReader();
    input.on('data', (chunk: Buffer) => {
      for (const frame of frames.push(chunk)) onMessage(deserialize(frame));
    });
    // A far end that is gone is noticed by its exit, not here.
    output.on('error', () => {});
  }

  send(message: Out): void {
    const body = serialize(message);
    const head = Buffer.alloc(lengthBytes);
    head.writeUInt32BE(body.length);
    this.#output.write(Buffer.concat([head, body]));
  }
}

/** Cuts a byte stream into frames, however it was split on the way. Joins chunks only when a frame is whole. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #buffered = 0;
  #wanted = lengthBytes;

  *push(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    while (this.#buffered >= this.#wanted) {
      const all = Buffer.concat(this.#chunks);
      const end = lengthBytes + all.readUInt32BE(0);
      this.#wanted = end;
      this.#chunks = [all];
      if (all.length < end) return;
      this.#keep(all.subarray(end));
      yield all.subarray(lengthBytes, end);
    }
  }

  #keep(rest: Buffer): void {
    this.#chunks = [rest];
    this.#buffered = rest.length;
    this.#wanted = lengthBytes;
  }
}
