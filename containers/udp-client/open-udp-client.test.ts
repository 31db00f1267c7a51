import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { Recorder } from '../../harness/wire/recorder.ts';
import { openUdpClient } from './open-udp-client.ts';

async function boundSocket() {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return Object.assign(socket, {
    async [Symbol.asyncDispose]() {
      socket.close();
    },
  });
}

test('sends, and receives in order of arrival', async () => {
  await using server = await boundSocket();
  server.on('message', (bytes, remote) => server.send(`re: ${bytes}`, remote.port, remote.address));
  const recorder = new Recorder();
  await using client = await openUdpClient(recorder);
  await client.send('one', '127.0.0.1', server.address().port);
  await client.send(Buffer.from('two'), '127.0.0.1', server.address().port);
  const texts = [await client.receive(1000), await client.receive(1000)].map((each) =>
    Buffer.from(each?.bytes ?? []).toString(),
  );
  expect(texts).toEqual(['re: one', 're: two']);
  const [conversation, ...others] = recorder.transcript();
  expect(others).toEqual([]);
  expect(conversation?.dialled).toBe(`127.0.0.1:${server.address().port}`);
  expect(conversation?.events.map(({ from, kind }) => `${from} ${kind}`)).toEqual([
    'peer open',
    'peer datagram',
    'peer datagram',
    'program datagram',
    'program datagram',
  ]);
});

test('an answer from another port is a conversation of its own', async () => {
  await using server = await boundSocket();
  await using other = await boundSocket();
  server.on('message', (_bytes, remote) => other.send('from elsewhere', remote.port, remote.address));
  const recorder = new Recorder();
  await using client = await openUdpClient(recorder);
  await client.send('hello', '127.0.0.1', server.address().port);
  expect((await client.receive(1000))?.port).toBe(other.address().port);
  expect(recorder.transcript().map((each) => each.openedBy)).toEqual(['peer', 'program']);
});

test('gives undefined when nothing comes in time', async () => {
  await using client = await openUdpClient(new Recorder());
  expect(await client.receive(20)).toBeUndefined();
});
