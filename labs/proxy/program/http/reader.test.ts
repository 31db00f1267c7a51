import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatChunk, LAST_CHUNK, readBody } from './body.ts';
import { Reader } from './reader.ts';

/** A reader of what the other side sends, in these pieces, before it closes. */
async function withReader<T>(pieces: readonly Uint8Array[], use: (reader: Reader) => Promise<T>): Promise<T> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').setNoDelay(true);
  const [socket] = (await once(server, 'connection')) as [Socket];
  try {
    const reader = new Reader(socket);
    const sent = (async () => {
      for (const piece of pieces) await new Promise((resolve) => client.write(piece, resolve));
      client.end();
    })();
    const result = await use(reader);
    await sent;
    return result;
  } finally {
    client.destroy();
    socket.destroy();
    server.close();
  }
}

async function collect(body: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const bytes of body) all.push(bytes);
  return Buffer.concat(all).toString('latin1');
}

/** Text cut at every place in turn. */
const cuts = (text: string) =>
  Array.from({ length: text.length }, (_, at) =>
    [text.slice(0, at), text.slice(at)].map((part) => Buffer.from(part)),
  );

describe('Reader', () => {
  test('finds head and chunked body wherever the bytes are cut', async () => {
    const text =
      '\r\nPOST / HTTP/1.1\r\nHost: x\r\n\r\n5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nX-T: 1\r\n\r\nNEXT';
    for (const pieces of cuts(text)) {
      await withReader(pieces, async (reader) => {
        expect(await reader.readHead()).toBe('POST / HTTP/1.1\r\nHost: x');
        expect(await collect(readBody(reader, { kind: 'chunked' }))).toBe('hello world');
        expect(await collect(readBody(reader, { kind: 'close' }))).toBe('NEXT');
        expect(await reader.read()).toBeUndefined();
      });
    }
  });

  test('tells nothing from half a head', async () => {
    expect(await withReader([], (reader) => reader.readHead())).toBeUndefined();
    await withReader([Buffer.from('GET')], (reader) =>
      expect(reader.readHead()).rejects.toThrow('middle of a head'),
    );
  });

  test('refuses a head that does not end', async () => {
    await withReader([Buffer.alloc(70_000, 'a')], (reader) =>
      expect(reader.readHead()).rejects.toThrow('64 KiB'),
    );
  });

  test('notices a body that is too short', async () => {
    await withReader([Buffer.from('abc')], (reader) =>
      expect(collect(readBody(reader, { kind: 'length', length: 5 }))).rejects.toThrow(
        '2 bytes before the end',
      ),
    );
    await withReader([Buffer.from('5\r\nabc')], (reader) =>
      expect(collect(readBody(reader, { kind: 'chunked' }))).rejects.toThrow('before the end'),
    );
  });

  test.each(['-1\r\n', '0x5\r\nhello', 'z\r\n', ' 5\r\nhello', '5\r\nhelloX\r\n'])(
    'refuses the chunk %j',
    async (text) => {
      await withReader([Buffer.from(text)], (reader) =>
        expect(collect(readBody(reader, { kind: 'chunked' }))).rejects.toThrow(/chunk/),
      );
    },
  );

  test('waits for a head until its time is over, however busily it comes', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1').setNoDelay(true);
    const [socket] = (await once(server, 'connection')) as [Socket];
    const dripping = setInterval(() => client.write('x'), 20);
    try {
      const failure = await new Reader(socket).readHead(200).catch((error) => error);
      expect(failure).toMatchObject({ name: 'RequestError', status: 408 });
    } finally {
      clearInterval(dripping);
      client.destroy();
      socket.destroy();
      server.close();
    }
  });

  test('reads any chunks that it writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 })), async (chunks) => {
        const pieces = [...chunks.map(formatChunk), LAST_CHUNK];
        const read = await withReader(pieces, (reader) => collect(readBody(reader, { kind: 'chunked' })));
        expect(read).toBe(Buffer.concat(chunks).toString('latin1'));
      }),
      { numRuns: 20 },
    );
  });
});
