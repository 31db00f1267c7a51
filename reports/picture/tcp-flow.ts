import type { StoredConversation, StoredPacket } from '../transcript-file.ts';
import { type PacketParts, readPacket } from './read-packet.ts';

export type Side = StoredPacket['from'];
export type Segment = StoredPacket & Extract<PacketParts, { protocol: 'tcp' }>;

/** One TCP connection as the capture saw it. */
export interface TcpFlow {
  /** Who sent the SYN. */
  readonly openedBy: Side;
  /** `198.18.175.221:80`: where it was sent. */
  readonly dialled: string;
  readonly segments: readonly Segment[];
}

/** The connections among the packets, by their SYN; what belongs to none (no SYN was captured) is left out. */
export function findTcpFlows(packets: readonly StoredPacket[]): TcpFlow[] {
  const flows: { openedBy: Side; dialled: string; segments: Segment[] }[] = [];
  const open = new Map<string, (typeof flows)[number]>();
  for (const packet of packets) {
    const parts = readPacket(packet);
    if (parts.protocol !== 'tcp') continue;
    const segment: Segment = { ...packet, ...parts };
    const key = flowKey(segment);
    if (parts.flags.has('SYN') && !parts.flags.has('ACK') && !isRepeated(open.get(key))) {
      const dialled = `${segment.destination}:${segment.destinationPort}`;
      const flow = { openedBy: segment.from, dialled, segments: [] };
      open.set(key, flow);
      flows.push(flow);
    }
    open.get(key)?.segments.push(segment);
  }
  return flows;
}

/** A SYN that only SYNs came before is the same attempt once more. */
function isRepeated(flow: { readonly segments: readonly Segment[] } | undefined): boolean {
  return flow?.segments.every(({ flags }) => flags.has('SYN') && !flags.has('ACK')) ?? false;
}

function flowKey({ from, source, sourcePort, destination, destinationPort }: Segment): string {
  const ends = [`${source}:${sourcePort}`, `${destination}:${destinationPort}`];
  return (from === 'program' ? ends : ends.toReversed()).join(' ');
}

/** Bytes of data that a side sent. */
function bytesSent({ segments }: TcpFlow, from: Side): number {
  return segments.reduce((sum, each) => sum + (each.from === from ? each.dataLength : 0), 0);
}

/** Bytes of a side as the conversation recorded them. */
function bytesSaid({ events }: StoredConversation, from: Side): number {
  return events.reduce((sum, { kind, from: by, bytes }) => {
    return kind === 'data' && by === from ? sum + (bytes?.length ?? 0) : sum;
  }, 0);
}

/**
 * The flow of each TCP conversation: of those to its address, the first that carried as many bytes, or, where that is
 * of no help (TLS), the first.
 */
export function pairFlows(
  conversations: readonly StoredConversation[],
  flows: readonly TcpFlow[],
): Map<StoredConversation, TcpFlow> {
  const free = new Set(flows);
  const sent = new Map(flows.map((flow) => [flow, sizeKey((side) => bytesSent(flow, side))]));
  const pairs = new Map<StoredConversation, TcpFlow>();
  for (const conversation of conversations) {
    if (conversation.protocol !== 'tcp' && conversation.protocol !== 'tls') continue;
    const fitting = [...free].filter((flow) => isFitting(flow, conversation));
    const said = sizeKey((side) => bytesSaid(conversation, side));
    const flow = fitting.find((each) => sent.get(each) === said) ?? fitting[0];
    if (!flow) continue;
    free.delete(flow);
    pairs.set(conversation, flow);
  }
  return pairs;
}

function sizeKey(bytesOf: (side: Side) => number): string {
  return `${bytesOf('program')} ${bytesOf('peer')}`;
}

/** Our end notices a connection some time after its SYN, never before, give or take two clocks. */
const clockSlackMs = 5;

function isFitting(flow: TcpFlow, conversation: StoredConversation): boolean {
  const [first] = conversation.events;
  const beganAtMs = flow.segments[0]?.atMs ?? 0;
  return (
    isRefused(flow) === (first?.kind === 'error') &&
    flow.openedBy === conversation.openedBy &&
    flow.dialled === conversation.dialled &&
    beganAtMs <= (first?.atMs ?? Number.POSITIVE_INFINITY) + clockSlackMs
  );
}

/** Nobody listened: the SYN was answered with RST. */
export function isRefused({ openedBy, segments }: TcpFlow): boolean {
  const isAnswered = segments.some(({ flags }) => flags.has('SYN') && flags.has('ACK'));
  return !isAnswered && segments.some(({ flags, from }) => flags.has('RST') && from !== openedBy);
}
