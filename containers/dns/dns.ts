import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket as TcpSocket } from 'node:net';
import type { Peer, PeerOptions } from '../../harness/wire/peer.ts';
import type { ConversationRecorder } from '../../harness/wire/recorder.ts';
import { canonicalName } from './address-of-name.ts';
import { type AnsweredMessage, answerMessage } from './answer-message.ts';
import type { DnsEntry, DnsReply, DnsScript } from './script.ts';
import { takeMessages } from './tcp-framing.ts';

/** Where the peer listens besides what every peer takes. Port 53 when absent; 0 picks a free one. */
export type DnsOptions = PeerOptions & { readonly port?: number };

/**
 * A name server on UDP and TCP of one port, that knows every name.
 * @throws when the port is taken or not allowed
 * @see RFC 1035 section 4.2 (transport)
 */
export async function startDns(script: DnsScript, options: DnsOptions): Promise<Peer<DnsScript, DnsEntry>> {
  const server = new DnsServer(script, options);
  await server.listen(options.host ?? '0.0.0.0', options.port ?? 53);
  return server;
}

class DnsServer implements Peer<DnsScript, DnsEntry> {
  readonly #udp: UdpSocket = createSocket('udp4');
  readonly #tcp: Server = createServer((socket) => this.#serveStream(socket));
  readonly #options: DnsOptions;
  readonly #entries: DnsEntry[] = [];
  readonly #flows = new Map<string, ConversationRecorder>();
  readonly #streams = new Set<TcpSocket>();
  readonly #pending = new Set<NodeJS.Timeout>();
  /** How often each question came over UDP, under the current script. */
  readonly #asked = new Map<string, number>();
  #script: DnsScript;
  #port = 0;

  constructor(script: DnsScript, options: DnsOptions) {
    this.#script = script;
    this.#options = options;
  }

  get port(): number {
    return this.#port;
  }

  async setScript(script: DnsScript): Promise<void> {
    this.#script = script;
    this.#asked.clear();
  }

  async log(): Promise<readonly DnsEntry[]> {
    return [...this.#entries];
  }

  async listen(host: string, port: number): Promise<void> {
    this.#udp.bind(port, host);
    await once(this.#udp, 'listening');
    this.#port = this.#udp.address().port;
    this.#tcp.listen(this.#port, host);
    try {
      await once(this.#tcp, 'listening');
    } catch (error) {
      this.#udp.close();
      throw error;
    }
    this.#udp.on('message', (message, from) => {
      const flow = this.#flow('udp', `${from.address}:${from.port}`);
      flow.datagram('program', message);
      const answered = this.#hear(message, 'udp', flow);
      if (answered === undefined) return;
      const fate = this.#fateOf(answered);
      if (fate.isLost) flow.event('peer', 'note', 'not answered on purpose');
      for (const { delayMs, bytes } of answered.datagrams(fate)) {
        this.#later(delayMs, () => {
          flow.datagram('peer', bytes);
          // A client that is gone already is no fault of the server.
          this.#udp.send(bytes, from.port, from.address, () => undefined);
        });
      }
    });
    this.#udp.on('error', () => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const timer of this.#pending) clearTimeout(timer);
    for (const stream of this.#streams) stream.destroy();
    const closed = once(this.#tcp, 'close');
    this.#tcp.close();
    await Promise.all([closed, new Promise<void>((resolve) => this.#udp.close(() => resolve()))]);
  }

  #serveStream(socket: TcpSocket): void {
    this.#streams.add(socket);
    const flow = this.#flow('tcp', `${socket.remoteAddress}:${socket.remotePort}`);
    let received: Buffer = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      flow.data('program', bytes);
      const { messages, rest } = takeMessages(Buffer.concat([received, bytes]));
      received = rest;
      for (const message of messages) {
        const reply = this.#hear(message, 'tcp', flow)?.reply;
        if (reply === undefined) continue;
        this.#later(0, () => {
          flow.data('peer', reply);
          socket.write(Buffer.concat([Buffer.of(reply.length >> 8, reply.length & 0xff), reply]));
        });
      }
    });
    socket.on('error', (error: NodeJS.ErrnoException) => flow.event('program', 'error', error.code));
    socket.on('close', () => this.#streams.delete(socket));
  }

  /** @returns undefined for what cannot be answered */
  #hear(
    message: Buffer,
    transport: DnsEntry['transport'],
    flow: ConversationRecorder,
  ): AnsweredMessage | undefined {
    const { heard, answered } = answerMessage(message, this.#script);
    this.#entries.push({ atMs: this.#options.recorder.elapsedMs(), transport, ...heard });
    const said = answered === undefined ? 'not a DNS query' : (heard.answer ?? 'no address');
    flow.event('peer', 'note', `${heard.type} ${heard.name}: ${said}`);
    return answered;
  }

  /** What is to happen to this query over UDP. */
  #fateOf({ heard }: AnsweredMessage): DnsReply {
    const question = `${heard.type} ${canonicalName(heard.name)}`;
    const number = this.#asked.get(question) ?? 0;
    this.#asked.set(question, number + 1);
    return this.#script.replies?.[number] ?? this.#script.default ?? {};
  }

  /** After what the script lets every answer wait, and this much more. */
  #later(moreMs: number, act: () => void): void {
    const timer = setTimeout(
      () => {
        this.#pending.delete(timer);
        act();
      },
      (this.#script.delayMs ?? 0) + moreMs,
    );
    this.#pending.add(timer);
  }

  #flow(protocol: 'udp' | 'tcp', from: string): ConversationRecorder {
    const key = `${protocol} ${from}`;
    const known = this.#flows.get(key);
    if (known) return known;
    const opened = this.#options.recorder.open({
      peer: 'dns',
      protocol,
      openedBy: 'program',
      dialled: `${this.#options.host ?? '0.0.0.0'}:${this.#port}`,
    });
    this.#flows.set(key, opened);
    return opened;
  }
}
