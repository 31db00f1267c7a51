import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket as TcpSocket } from 'node:net';
import { decode, encode } from 'dns-packet';
import type { Peer, PeerOptions } from '../../harness/wire/peer.ts';
import type { ConversationRecorder } from '../../harness/wire/recorder.ts';
import { answerQuery } from './answer-query.ts';
import type { DnsEntry, DnsScript } from './script.ts';
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

type Send = (reply: Buffer) => void;

class DnsServer implements Peer<DnsScript, DnsEntry> {
  readonly #udp: UdpSocket = createSocket('udp4');
  readonly #tcp: Server = createServer((socket) => this.#serveStream(socket));
  readonly #options: DnsOptions;
  readonly #entries: DnsEntry[] = [];
  readonly #flows = new Map<string, ConversationRecorder>();
  readonly #streams = new Set<TcpSocket>();
  readonly #pending = new Set<NodeJS.Timeout>();
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
      this.#answer(message, flow, (reply) => {
        flow.datagram('peer', reply);
        // A client that is gone already is no fault of the server.
        this.#udp.send(reply, from.port, from.address, () => undefined);
      });
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
        this.#answer(message, flow, (reply) => {
          flow.data('peer', reply);
          socket.write(Buffer.concat([Buffer.of(reply.length >> 8, reply.length & 0xff), reply]));
        });
      }
    });
    socket.on('error', (error: NodeJS.ErrnoException) => flow.event('program', 'error', error.code));
    socket.on('close', () => this.#streams.delete(socket));
  }

  #answer(message: Buffer, flow: ConversationRecorder, send: Send): void {
    const answered = readAndAnswer(message, this.#script);
    if (!answered) {
      flow.event('peer', 'note', 'not a DNS query');
      return;
    }
    const { entry, reply } = answered;
    this.#entries.push({ atMs: this.#options.recorder.elapsedMs(), ...entry });
    flow.event('peer', 'note', `${entry.type} ${entry.name}: ${entry.answer ?? 'no address'}`);
    this.#later(this.#script.delayMs ?? 0, () => send(reply));
  }

  #later(delayMs: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      act();
    }, delayMs);
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

/** What cannot be read gets no answer, as from a name server behind a firewall. */
function readAndAnswer(message: Buffer, script: DnsScript) {
  try {
    const { reply, name, type, answer } = answerQuery(decode(message), script);
    return { entry: { name, type, ...(answer !== undefined && { answer }) }, reply: encode(reply) };
  } catch {
    return undefined;
  }
}
