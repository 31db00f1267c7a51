import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { PeerOrder, PeerReply } from '../../containers/control/orders.ts';
import { Channel } from '../wire/channel.ts';
import type { Peer } from '../wire/peer.ts';
import type { Recorder } from '../wire/recorder.ts';

interface Waiting {
  readonly resolve: (reply: PeerReply) => void;
  readonly reject: (error: Error) => void;
}

/** A peer in another container, as those here are: one connection to its control socket. */
export class RemotePeer<Script, Entry> implements Peer<Script, Entry> {
  port = 0;
  readonly #name: string;
  readonly #recorder: Recorder;
  readonly #socket: Socket;
  readonly #channel: Channel<PeerOrder, PeerReply>;
  readonly #waiting: Waiting[] = [];
  #isStopped = false;
  #broken: Error | undefined;

  constructor(name: string, controlSocket: string, recorder: Recorder) {
    this.#name = name;
    this.#recorder = recorder;
    this.#socket = connect(controlSocket);
    this.#channel = new Channel(this.#socket, this.#socket, (reply) => this.#waiting.shift()?.resolve(reply));
    this.#socket.on('close', () => this.#breakDown());
  }

  /** @throws when it cannot listen there, or its container is gone */
  async start(order: PeerOrder): Promise<void> {
    const reply = await this.#ask(order);
    if (reply.kind === 'started') this.port = reply.port;
  }

  async setScript(script: Script): Promise<void> {
    await this.#ask({ kind: 'setScript', script });
  }

  async log(): Promise<readonly Entry[]> {
    const reply = await this.#ask({ kind: 'log' });
    return reply.kind === 'log' ? (reply.entries as readonly Entry[]) : [];
  }

  /** Writes down here what it has heard so far. */
  async collect(): Promise<void> {
    if (!this.#isStopped) this.#adopt(await this.#ask({ kind: 'transcript' }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#adopt(await this.#ask({ kind: 'stop' }));
  }

  /** The scenario is over: nobody reads its log any more. */
  async close(): Promise<void> {
    if (this.#socket.closed) return;
    const closed = once(this.#socket, 'close');
    this.#socket.end();
    await closed;
  }

  #adopt(reply: PeerReply): void {
    if (reply.kind === 'transcript') this.#recorder.adopt(reply.conversations);
  }

  async #ask(order: PeerOrder): Promise<PeerReply> {
    if (this.#broken) throw this.#broken;
    const { promise, resolve, reject } = Promise.withResolvers<PeerReply>();
    this.#waiting.push({ resolve, reject });
    this.#channel.send(order);
    const reply = await promise;
    if (reply.kind === 'failed')
      throw new Error(`The peer ${this.#name} could not ${order.kind}: ${reply.message}`);
    return reply;
  }

  #breakDown(): void {
    this.#broken = new Error(`The container of the peer ${this.#name} is gone`);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken);
  }
}
