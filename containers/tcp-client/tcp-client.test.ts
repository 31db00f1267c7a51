import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Recorder } from '../../harness/wire/recorder.ts';
import { connectTcp } from './tcp-client.ts';

/** A server on loopback that does `story` with each connection. */
async function serve(story: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    story(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    options: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

test('reads until the other side ends, and records both directions', async () => {
  await using server = await serve((socket) => socket.once('data', () => socket.end('hello')));
  const recorder = new Recorder();
  await using client = await connectTcp(server.options, recorder);
  await client.send('hi');
  const received = await client.receiveAll(5_000);
  expect(text(received.bytes)).toBe('hello');
  expect(received.ended).toBe('end');
  const [conversation] = recorder.transcript();
  expect(conversation?.events.map((event) => `${event.from} ${event.kind}`)).toEqual([
    'peer open',
    'peer data',
    'program data',
    'program end',
  ]);
  expect(conversation?.dialled).toBe(`127.0.0.1:${server.options.port}`);
});

test('bytes that came before a reset count', async () => {
  await using server = await serve((socket) => {
    socket.once('data', () => socket.write('early answer', () => socket.resetAndDestroy()));
  });
  const recorder = new Recorder();
  await using client = await connectTcp(server.options, recorder);
  await client.send('x');
  const received = await client.receiveAll(5_000);
  expect(text(received.bytes)).toBe('early answer');
  expect(received.ended).toBe('reset');
  expect(recorder.transcript()[0]?.events.at(-1)?.kind).toBe('reset');
});

test('an answer survives a write that meets the reset', async () => {
  // Answers and closes with the request unread: the kernel sends the answer and then a reset.
  await using server = await serve((socket) => {
    socket.pause();
    socket.write('413 early', () => socket.destroy());
  });
  for (let round = 0; round < 20; round++) {
    await using client = await connectTcp(server.options, new Recorder());
    for (let index = 0; index < 50; index++) void client.send('x'.repeat(1000));
    const received = await client.receiveAll(5_000);
    expect(text(received.bytes)).toBe('413 early');
    expect(['reset', 'end']).toContain(received.ended);
  }
});

test('a refused connection is told, not thrown', async () => {
  const { options } = await serve(() => {}).then(async (server) => {
    await server[Symbol.asyncDispose]();
    return server;
  });
  await using client = await connectTcp(options, new Recorder());
  expect(client.isConnected).toBe(false);
  expect(client.connectError).toBe('ECONNREFUSED');
  await client.send('into the void');
  expect(await client.receiveAll(1_000)).toMatchObject({ ended: 'error', bytes: new Uint8Array() });
});

test('each read has only its own bytes', async () => {
  await using server = await serve((socket) => socket.on('data', (data) => socket.write(data)));
  await using client = await connectTcp(server.options, new Recorder());
  await client.send('one');
  const first = await client.receiveUntil((bytes) => bytes.length >= 3, 5_000);
  await client.send('two');
  const second = await client.receiveUntil((bytes) => bytes.length >= 3, 5_000);
  expect([text(first.bytes), first.ended]).toEqual(['one', 'done']);
  expect([text(second.bytes), second.ended]).toEqual(['two', 'done']);
  expect(second.firstByteMs).toBeGreaterThanOrEqual(0);
});

test('a read that runs out of time gives what came', async () => {
  await using server = await serve((socket) => socket.write('partial'));
  await using client = await connectTcp(server.options, new Recorder());
  const received = await client.receiveAll(200);
  expect([text(received.bytes), received.ended]).toEqual(['partial', 'timeout']);
});

test('pieces arrive one by one, and a half-close still reads the answer', async () => {
  const sizes: number[] = [];
  await using server = await serve((socket) => {
    socket.on('data', (data) => sizes.push(data.length));
    socket.on('end', () => socket.end(`${sizes.length > 1}`));
  });
  await using client = await connectTcp(server.options, new Recorder());
  await client.sendInPieces('abcdefghij', 3, 10);
  client.end();
  const received = await client.receiveAll(5_000);
  expect(text(received.bytes)).toBe('true');
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10);
});

test('a reset of ours reaches the other side as one', async () => {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  await using server = await serve((socket) =>
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code)).resume(),
  );
  await using client = await connectTcp(server.options, new Recorder());
  await client.send('x');
  client.reset();
  expect(await promise).toBe('ECONNRESET');
});

test('a paused client lets the other side fill its buffers', async () => {
  let isStuck = false;
  await using server = await serve((socket) => {
    isStuck = !socket.write(Buffer.alloc(16 * 1024 * 1024, 'a'));
    socket.end();
  });
  await using client = await connectTcp(server.options, new Recorder());
  client.pause();
  const beforeResume = await client.receiveAll(100);
  expect(beforeResume.ended).toBe('timeout');
  expect(isStuck).toBe(true);
  client.resume();
  const rest = await client.receiveAll(10_000);
  expect(beforeResume.bytes.length + rest.bytes.length).toBe(16 * 1024 * 1024);
});
