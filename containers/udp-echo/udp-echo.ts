import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Peer, PeerOptions } from '../../harness/wire/peer.ts';
import type { ConversationRecorder, Recorder } from '../../harness/wire/recorder.ts';
import { type LossPattern, lossPattern } from './loss.ts';
import type { UdpEchoEntry, UdpEchoScript, UdpReply } from './script.ts';

/** What the log keeps of a datagram while its answers still leave. */
type GrowingEntry = UdpEchoEntry & { readonly repliedAtMs: number[] };

/**
 * Answers datagrams on one port as the script says. Every datagram stands in the conversation of its remote endpoint,
 * those it dropped on purpose as `lost`.
 * @param port 0 for any free one
 * @throws when the port cannot be bound
 */
export async function startUdpEcho(
  port: number,
  script: UdpEchoScript,
  options: PeerOptions,
): Promise<Peer<UdpEchoScript, UdpEchoEntry>> {
  const host = options.host ?? '0.0.0.0';
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.bind(port, host);
  await once(socket, 'listening');
  return new UdpEcho(socket, host, script, options.recorder);
}

class UdpEcho implements Peer<UdpEchoScript, UdpEchoEntry> {
  readonly port: number;
  readonly #socket: Socket;
  readonly #host: string;
  readonly #recorder: Recorder;
  #closed: Promise<void> | undefined;
  readonly #entries: GrowingEntry[] = [];
  readonly #conversations = new Map<string, ConversationRecorder>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #script: UdpEchoScript;
  #isLost: LossPattern;
  /** Of the current script: its numbers count from the datagram that came first under it. */
  #received = 0;

  constructor(socket: Socket, host: string, script: UdpEchoScript, recorder: Recorder) {
    this.#socket = socket;
    this.#host = host;
    this.port = socket.address().port;
    this.#recorder = recorder;
    this.#script = script;
    this.#isLost = lossPattern(script.loss);
    socket.on('message', (bytes, remote) => this.#receive(bytes, remote));
    socket.on('error', (error) => {
      for (const conversation of this.#conversations.values())
        conversation.event('peer', 'error', error.message);
    });
  }

  /** Numbers in the new script count from the next datagram; answers already under way still leave. */
  async setScript(script: UdpEchoScript): Promise<void> {
    this.#script = script;
    this.#isLost = lossPattern(script.loss);
    this.#received = 0;
  }

  async log(): Promise<readonly UdpEchoEntry[]> {
    return structuredClone(this.#entries);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#closed ??= close(this.#socket);
    await this.#closed;
  }

  #receive(bytes: Buffer, remote: RemoteInfo): void {
    const number = this.#received++;
    const isLost = this.#isLost(number);
    const conversation = this.#conversationWith(remote);
    const entry: GrowingEntry = {
      atMs: this.#recorder.elapsedMs(),
      from: endpoint(remote),
      bytes: Uint8Array.from(bytes),
      isLost,
      repliedAtMs: [],
    };
    this.#entries.push(entry);
    if (isLost) {
      conversation.lost('program', bytes, `datagram ${number + 1}, dropped on purpose`);
      return;
    }
    conversation.datagram('program', bytes, `datagram ${number + 1}`);
    this.#answer(number, bytes, (answer) => this.#send(answer, remote, entry, conversation, number));
  }

  #answer(number: number, bytes: Buffer, send: (answer: Uint8Array) => void): void {
    const reply: UdpReply = this.#script.replies?.[number] ?? this.#script.default ?? {};
    const echoed = this.#script.upperCases === false ? Uint8Array.from(bytes) : upperCased(bytes);
    const answer = reply.bytes ?? echoed;
    for (let copy = 0; copy < (reply.copies ?? 1); copy++) {
      const delayMs = (reply.delayMs ?? 0) + copy * (reply.copyGapMs ?? 0);
      this.#after(delayMs, () => send(answer));
    }
    for (const { delayMs, bytes } of reply.also ?? []) this.#after(delayMs, () => send(bytes));
  }

  #after(delayMs: number, act: () => void): void {
    if (delayMs === 0) {
      act();
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, delayMs);
    this.#timers.add(timer);
  }

  #send(
    answer: Uint8Array,
    remote: RemoteInfo,
    entry: GrowingEntry,
    conversation: ConversationRecorder,
    number: number,
  ): void {
    entry.repliedAtMs.push(this.#recorder.elapsedMs());
    conversation.datagram('peer', answer, `answer to datagram ${number + 1}`);
    this.#socket.send(answer, remote.port, remote.address, (error) => {
      if (error) conversation.event('peer', 'error', error.message);
    });
  }

  #conversationWith(remote: RemoteInfo): ConversationRecorder {
    const key = endpoint(remote);
    const known = this.#conversations.get(key);
    if (known) return known;
    const opened = this.#recorder.open({
      peer: 'udp-echo',
      protocol: 'udp',
      openedBy: 'program',
      dialled: `${bracketed(this.#host)}:${this.port}`,
    });
    opened.event('program', 'open', `first datagram from ${key}`);
    this.#conversations.set(key, opened);
    return opened;
  }
}

function endpoint(remote: RemoteInfo): string {
  return `${bracketed(remote.address)}:${remote.port}`;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** ASCII letters only, as `bytes.upper()` of the handout's server: no other byte changes. */
function upperCased(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
}

async function close(socket: Socket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close();
  await closed;
}
