import { expect, test } from 'vitest';
import { serveOrders } from '../../containers/control/serve-orders.ts';
import { startOrigin } from '../../containers/origin/origin.ts';
import type { OriginEntry, OriginScript } from '../../containers/origin/script.ts';
import { Recorder } from '../wire/recorder.ts';
import { RemotePeer } from './remote-peer.ts';
import { PeerNeeded, RemotePeers } from './remote-peers.ts';

const host = '127.0.0.1';
const script: OriginScript = { objects: [{ path: '/', body: Buffer.from('one') }] };

/** An origin behind a control socket, as in a container of its own. */
async function connectOrigin(recorder: Recorder): Promise<RemotePeer<OriginScript, OriginEntry>> {
  const socketName = `\0grade-test/${process.pid}/${performance.now()}`;
  await serveOrders(socketName, ({ port, script }, recorder) =>
    startOrigin(port, script as OriginScript, { recorder, host }),
  );
  return new RemotePeer('origin', socketName, recorder);
}

test('a peer elsewhere serves, changes its script, and its transcript comes home', async () => {
  const recorder = new Recorder();
  const origin = await connectOrigin(recorder);
  await origin.start({ kind: 'start', port: 0, script, startedAtMs: 0 });
  expect(await (await fetch(`http://${host}:${origin.port}/`)).text()).toBe('one');
  await origin.setScript({ objects: [{ path: '/', body: Buffer.from('two') }] });
  expect(await (await fetch(`http://${host}:${origin.port}/`)).text()).toBe('two');
  expect((await origin.log()).map(({ target }) => target)).toEqual(['/', '/']);
  await origin.collect();
  const heard = recorder.transcript().flatMap(({ events }) => events.map(({ bytes }) => bytes));
  expect(Buffer.concat(heard.filter((bytes) => bytes !== undefined)).toString()).toContain('GET / HTTP/1.1');
  await origin[Symbol.asyncDispose]();
  await origin.close();
});

test('a peer that was stopped is silent, and its log can still be read', async () => {
  const origin = await connectOrigin(new Recorder());
  await origin.start({ kind: 'start', port: 0, script, startedAtMs: 0 });
  await fetch(`http://${host}:${origin.port}/`).then((answer) => answer.text());
  await origin[Symbol.asyncDispose]();
  await expect(fetch(`http://${host}:${origin.port}/`)).rejects.toThrow();
  expect(await origin.log()).toHaveLength(1);
  await origin.close();
});

test('two peers of one scenario share the numbers of their conversations', async () => {
  const socketName = `\0grade-test/${process.pid}/shared`;
  await serveOrders(socketName, ({ port, script }, recorder) =>
    startOrigin(port, script as OriginScript, { recorder, host }),
  );
  const recorder = new Recorder();
  for (const _ of [1, 2]) {
    const origin = new RemotePeer<OriginScript, OriginEntry>('origin', socketName, recorder);
    await origin.start({ kind: 'start', port: 0, script, startedAtMs: 7 });
    await fetch(`http://${host}:${origin.port}/`).then((answer) => answer.text());
    await origin[Symbol.asyncDispose]();
    await origin.close();
  }
  expect(recorder.transcript().map(({ id }) => id)).toEqual(['origin-1', 'origin-2']);
});

test('a port that is taken is told to who asked for it', async () => {
  const [first, second] = [await connectOrigin(new Recorder()), await connectOrigin(new Recorder())];
  await first.start({ kind: 'start', port: 0, script, startedAtMs: 0 });
  const taken = second.start({ kind: 'start', port: first.port, script, startedAtMs: 0 });
  await expect(taken).rejects.toThrow(/origin could not start: .*EADDRINUSE/);
  await first[Symbol.asyncDispose]();
  await Promise.all([first.close(), second.close()]);
});

test('a story that asks for a peer whose container does not run is told so', async () => {
  await using peers = new RemotePeers(new Set(), 0);
  await expect(peers.udpEcho(12_000, {}, { recorder: new Recorder() })).rejects.toThrow(PeerNeeded);
  expect(peers.needed?.peer).toBe('udp-echo');
});

test('a container that is gone breaks what waits for it', async () => {
  const peer = new RemotePeer('origin', `\0grade-test/${process.pid}/nobody`, new Recorder());
  const starting = peer.start({ kind: 'start', port: 0, script, startedAtMs: 0 });
  await expect(starting).rejects.toThrow('The container of the peer origin is gone');
});
