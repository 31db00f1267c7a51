import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Channel } from '../../harness/wire/channel.ts';
import type { Peer } from '../../harness/wire/peer.ts';
import { Recorder } from '../../harness/wire/recorder.ts';
import type { PeerOrder, PeerReply } from './orders.ts';

type StartOrder = Extract<PeerOrder, { kind: 'start' }>;
/** Starts a peer as ordered. */
export type StartPeer = (order: StartOrder, recorder: Recorder) => Promise<Peer<unknown, unknown>>;

/** Takes orders at a Unix socket for ever. Peers that are started in one scenario share its clock and its transcript. */
export async function serveOrders(socketName: string, start: StartPeer): Promise<void> {
  let scenario: { readonly startedAtMs: number; readonly recorder: Recorder } | undefined;
  const server = createServer((socket) => {
    serveConnection(socket, start, ({ startedAtMs }) => {
      if (scenario?.startedAtMs !== startedAtMs)
        scenario = { startedAtMs, recorder: new Recorder(startedAtMs) };
      return scenario.recorder;
    });
  });
  server.listen(socketName);
  await once(server, 'listening');
}

function serveConnection(
  socket: Socket,
  start: StartPeer,
  recorderFor: (order: StartOrder) => Recorder,
): void {
  let peer: Peer<unknown, unknown> | undefined;
  let recorder: Recorder | undefined;
  let isStopped = false;
  const channel = new Channel<PeerReply, PeerOrder>(socket, socket, (order) => {
    obey(order).then(
      (reply) => channel.send(reply),
      (error: unknown) => channel.send({ kind: 'failed', message: describe(error) }),
    );
  });
  // Who ordered it is gone: the port must be free for the next one.
  socket.on('close', () => void stop());

  async function obey(order: PeerOrder): Promise<PeerReply> {
    if (order.kind === 'start') {
      recorder = recorderFor(order);
      peer = await start(order, recorder);
      return { kind: 'started', port: peer.port };
    }
    if (recorder === undefined) throw new Error(`nothing was ordered to start before ${order.kind}`);
    if (order.kind === 'log') return { kind: 'log', entries: (await peer?.log()) ?? [] };
    if (order.kind === 'setScript') {
      await peer?.setScript(order.script);
      return { kind: 'done' };
    }
    if (order.kind === 'stop') await stop();
    return { kind: 'transcript', conversations: recorder.transcript() };
  }

  /** Its log can still be read. */
  async function stop(): Promise<void> {
    if (isStopped) return;
    isStopped = true;
    await peer?.[Symbol.asyncDispose]();
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
