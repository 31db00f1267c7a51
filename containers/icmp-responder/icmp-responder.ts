import { once } from 'node:events';
import rawSocket, { type RawSocket } from 'raw-socket';
import { describeIcmp } from '../../harness/protocols/icmp/describe-icmp.ts';
import { type Ipv4Packet, parseIpv4 } from '../../harness/protocols/icmp/ipv4.ts';
import { parseIcmp } from '../../harness/protocols/icmp/parse-icmp.ts';
import { IcmpType } from '../../harness/protocols/icmp/types.ts';
import type { Peer, PeerOptions } from '../../harness/wire/peer.ts';
import type { ConversationRecorder } from '../../harness/wire/recorder.ts';
import { buildAnswer } from './build-answer.ts';
import { ReactionPlan } from './reaction-plan.ts';
import type { IcmpEntry, IcmpMessage, IcmpScript } from './script.ts';

/**
 * Answers echo requests to any address of this host in place of its kernel, whose own answers must be off
 * (`net.ipv4.icmp_echo_ignore_all=1`). A request with a wrong checksum gets no answer, as from a real host.
 * @throws Error when raw sockets are not allowed here (CAP_NET_RAW)
 * @see RFC 1122 section 3.2.2.6 (echo)
 */
export async function startIcmpResponder(
  script: IcmpScript,
  options: PeerOptions,
): Promise<Peer<IcmpScript, IcmpEntry>> {
  return new IcmpResponder(openSocket(), script, options);
}

function openSocket(): RawSocket {
  try {
    const socket = rawSocket.createSocket({ protocol: rawSocket.Protocol.ICMP, bufferSize: 65_535 });
    // We write the IPv4 header ourselves: the reply leaves with the address that was pinged.
    socket.setOption(rawSocket.SocketLevel.IPPROTO_IP, rawSocket.SocketOption.IP_HDRINCL, 1);
    return socket;
  } catch (cause) {
    throw new Error(
      'Cannot open a raw ICMP socket: run as root or with CAP_NET_RAW in this network namespace',
      {
        cause,
      },
    );
  }
}

class IcmpResponder implements Peer<IcmpScript, IcmpEntry> {
  readonly port = 0;
  readonly #socket: RawSocket;
  readonly #options: PeerOptions;
  readonly #entries: IcmpEntry[] = [];
  readonly #flows = new Map<string, ConversationRecorder>();
  readonly #pending = new Set<NodeJS.Timeout>();
  /** What was sent, so that a copy which comes back on the same host is not taken for the program's. */
  readonly #sent = new Set<string>();
  #plan: ReactionPlan;
  #acceptsWrongChecksums: boolean;

  constructor(socket: RawSocket, script: IcmpScript, options: PeerOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#plan = new ReactionPlan(script);
    this.#acceptsWrongChecksums = script.answersWrongChecksums ?? false;
    socket.on('message', (packet) => this.#receive(packet));
    socket.on('error', (error) => this.#flow('0.0.0.0').event('peer', 'error', error.message));
  }

  async setScript(script: IcmpScript): Promise<void> {
    this.#plan = new ReactionPlan(script);
    this.#acceptsWrongChecksums = script.answersWrongChecksums ?? false;
  }

  async log(): Promise<readonly IcmpEntry[]> {
    return [...this.#entries];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const timer of this.#pending) clearTimeout(timer);
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  #receive(bytes: Buffer): void {
    const packet = parseIpv4(bytes);
    if (!packet || this.#sent.has(identityOf(packet))) return;
    const { type, isChecksumRight } = parseIcmp(packet.payload);
    const flow = this.#flow(packet.destination);
    const description = describeIcmp(packet.payload);
    const isAcceptable = isChecksumRight || this.#acceptsWrongChecksums;
    if (type !== IcmpType.echoRequest || !isAcceptable || packet.payload.length < 8) {
      flow.datagram('program', packet.payload, `${description}, not answered`);
      this.#log(packet, 0);
      return;
    }
    const { messages } = this.#plan.next(packet.destination);
    if (messages.length === 0) flow.lost('program', packet.payload, description);
    else flow.datagram('program', packet.payload, description);
    this.#log(packet, messages.length);
    for (const message of messages) this.#schedule(packet, message, flow);
  }

  #log({ source, destination, payload }: Ipv4Packet, answered: number): void {
    const atMs = this.#options.recorder.elapsedMs();
    this.#entries.push({ atMs, source, destination, message: Uint8Array.from(payload), answered });
  }

  #schedule(request: Ipv4Packet, message: IcmpMessage, flow: ConversationRecorder): void {
    // The socket's buffer is reused for the next packet: the answer is built now and sent later.
    const answer = Buffer.from(buildAnswer(request, message));
    const delayMs = message.delayMs ?? 0;
    if (delayMs <= 0) {
      this.#send(answer, flow);
      return;
    }
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      this.#send(answer, flow);
    }, delayMs);
    this.#pending.add(timer);
  }

  #send(answer: Buffer, flow: ConversationRecorder): void {
    const packet = parseIpv4(answer);
    if (!packet) return;
    this.#sent.add(identityOf(packet));
    const remark = packet.options.length > 0 ? `, ${packet.options.length} bytes of IP options` : '';
    this.#socket.send(answer, 0, answer.length, packet.destination, (error) => {
      if (error) flow.event('peer', 'error', error.message);
      else
        flow.datagram(
          'peer',
          packet.payload,
          `${describeIcmp(packet.payload)} from ${packet.source}${remark}`,
        );
    });
  }

  #flow(destination: string): ConversationRecorder {
    const known = this.#flows.get(destination);
    if (known) return known;
    const opened = this.#options.recorder.open({
      peer: 'icmp-responder',
      protocol: 'icmp',
      openedBy: 'program',
      dialled: destination,
    });
    this.#flows.set(destination, opened);
    return opened;
  }
}

function identityOf({ source, destination, payload }: Ipv4Packet): string {
  return `${source} ${destination} ${Buffer.from(payload).toString('base64')}`;
}
