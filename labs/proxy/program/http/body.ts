import { SyntaxFault, Truncated } from './errors.ts';
import type { Framing } from './framing.ts';
import type { Reader } from './reader.ts';

/**
 * The bytes of a body as they come, without its framing.
 *
 * @throws Truncated when the connection ends before the body does, SyntaxFault on malformed chunks
 */
export async function* readBody(reader: Reader, framing: Framing): AsyncGenerator<Buffer> {
  if (framing.kind === 'length') yield* readExactly(reader, framing.length);
  else if (framing.kind === 'chunked') yield* readChunks(reader);
  else if (framing.kind === 'close') yield* readToEnd(reader);
}

async function* readExactly(reader: Reader, length: number): AsyncGenerator<Buffer> {
  for (let missing = length; missing > 0; ) {
    const bytes = await reader.read(missing);
    if (!bytes) throw new Truncated(`the connection closed ${missing} bytes before the end of the body`);
    missing -= bytes.length;
    yield bytes;
  }
}

async function* readToEnd(reader: Reader): AsyncGenerator<Buffer> {
  for (let bytes = await reader.read(); bytes; bytes = await reader.read()) yield bytes;
}

/** Chunk extensions and trailer fields are dropped, as a proxy may. @see https://www.rfc-editor.org/rfc/rfc9112#section-7.1 */
async function* readChunks(reader: Reader): AsyncGenerator<Buffer> {
  for (;;) {
    const length = chunkLength(await reader.readLine());
    if (length === 0) break;
    yield* readExactly(reader, length);
    if ((await reader.readLine()) !== '') throw new SyntaxFault('a chunk is longer than it says');
  }
  while ((await reader.readLine()) !== '');
}

/** The size at the start of a chunk. @throws SyntaxFault */
export function chunkLength(line: string): number {
  const match = /^([0-9a-fA-F]{1,12})[ \t]*(?:;[^\r]*)?$/.exec(line);
  if (!match?.[1]) throw new SyntaxFault(`not a chunk size: ${JSON.stringify(line.slice(0, 40))}`);
  return Number.parseInt(match[1], 16);
}

/** One chunk on the wire. An empty one would end the body: it becomes nothing. */
export function formatChunk(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) return bytes;
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

export const LAST_CHUNK: Uint8Array = Buffer.from('0\r\n\r\n');
