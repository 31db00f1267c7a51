import {
  IcmpType,
  type Observation,
  type Packet,
  type ParsedIcmp,
  parseIcmp,
} from '../../../harness/index.ts';
import type { PingFacts } from '../scenarios/ping-story.ts';

export type PingObservation = Observation<PingFacts>;

/** One echo request of the program, and what came back for it on the wire. */
export interface Ping {
  /** From 0, in order of sending. */
  readonly index: number;
  readonly packet: Packet;
  readonly message: ParsedIcmp;
  /** What the story did to it; `undefined` when it was never answered because its checksum is wrong. */
  readonly role: string;
  /** The first true reply: type 0, intact, with what was sent. */
  readonly reply?: Packet;
  /** An ICMP error that quotes it. */
  readonly error?: Packet;
  /** Of a true reply that came within its second and early enough to be printed. */
  readonly rttMs?: number;
  /** Our SIGINT came before its second was over. */
  readonly isCut: boolean;
}

/** A reply after that is late: each request may wait for one second. */
const secondMs = 1000;
/** Printing, and our reading of it, take a moment. */
const printingMs = 450;

/** The wire's truth: every echo request of the program with its reply. */
export function readPings(observation: PingObservation): readonly Ping[] {
  const messages = observation.packets
    .filter(({ protocol }) => protocol === 1)
    .map((packet) => ({ packet, message: parseIcmp(packet.payload) }));
  const requests = messages.filter(
    ({ packet, message }) => packet.from === 'program' && message.type === IcmpType.echoRequest,
  );
  const answers = messages.filter(({ packet }) => packet.from === 'peer');
  const roles = observation.facts.roles ?? [];
  const repliesOf = assign(requests, answers);
  return requests.map((request, index) => {
    const reply = repliesOf.get(request.packet);
    const error = answers.find((answer) => quotes(answer, request))?.packet;
    const cut = observation.facts.interruptedAtMs ?? Number.POSITIVE_INFINITY;
    const isCut = request.packet.atMs + secondMs + printingMs > cut;
    const rttMs = reply && reply.atMs - request.packet.atMs;
    const isDue = rttMs !== undefined && rttMs < secondMs && (reply?.atMs ?? 0) + printingMs < cut;
    return {
      index,
      ...request,
      role: roles[Math.min(index, roles.length - 1)] ?? 'plain',
      isCut,
      ...(reply && { reply }),
      ...(error && { error }),
      ...(isDue && { rttMs }),
    };
  });
}

interface Message {
  readonly packet: Packet;
  readonly message: ParsedIcmp;
}

/** Gives each true reply to its request: the last one like it that was sent before and has no reply yet. */
function assign(requests: readonly Message[], answers: readonly Message[]): Map<Packet, Packet> {
  const replies = new Map<Packet, Packet>();
  for (const answer of answers) {
    if (answer.message.type !== IcmpType.echoReply || !answer.message.isChecksumRight) continue;
    const request = requests.findLast(
      (each) =>
        each.packet.atMs <= answer.packet.atMs && isReplyTo(answer, each) && !replies.has(each.packet),
    );
    if (request) replies.set(request.packet, answer.packet);
  }
  return replies;
}

function isReplyTo(answer: Message, request: Message): boolean {
  return (
    answer.packet.source === request.packet.destination &&
    answer.message.identifier === request.message.identifier &&
    answer.message.sequence === request.message.sequence &&
    Buffer.compare(answer.message.payload, request.message.payload) === 0
  );
}

function quotes({ packet, message }: Message, request: Message): boolean {
  const quoted = message.quoted;
  if (!quoted || packet.atMs < request.packet.atMs || packet.atMs > request.packet.atMs + secondMs)
    return false;
  return (
    quoted.ip.destination === request.packet.destination &&
    quoted.message?.identifier === request.message.identifier &&
    quoted.message?.sequence === request.message.sequence
  );
}

/** Pairs of requests to one destination, one right after the other. */
export function consecutive(pings: readonly Ping[]): readonly (readonly [Ping, Ping])[] {
  return pings.slice(1).flatMap((next, index) => {
    const ping = pings[index];
    return ping && ping.packet.destination === next.packet.destination ? [[ping, next] as const] : [];
  });
}

export function gapMs([ping, next]: readonly [Ping, Ping]): number {
  return next.packet.atMs - ping.packet.atMs;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
