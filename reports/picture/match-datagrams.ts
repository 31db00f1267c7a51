import { readBytes } from '../stored-bytes.ts';
import type { StoredConversation, StoredEvent, StoredPacket } from '../transcript-file.ts';
import { readPacket } from './read-packet.ts';

/**
 * The packet of each datagram and ICMP message: they pass in order, so it is the first one still free that goes the
 * same way, to or from the same port, with as many bytes (of ICMP: of the same type and code).
 */
export function matchDatagrams(
  conversations: readonly StoredConversation[],
  packets: readonly StoredPacket[],
): Map<StoredEvent, StoredPacket> {
  const dialled = new Set(conversations.map(portOf));
  const waiting = Map.groupBy(packets.toReversed(), (packet) => packetKey(packet, dialled));
  const matched = new Map<StoredEvent, StoredPacket>();
  for (const { event, conversation } of datagramsInOrder(conversations)) {
    const packet = waiting.get(eventKey(event, conversation))?.pop();
    if (packet) matched.set(event, packet);
  }
  return matched;
}

interface Place {
  readonly event: StoredEvent;
  readonly conversation: StoredConversation;
}

function datagramsInOrder(conversations: readonly StoredConversation[]): Place[] {
  return conversations
    .filter(({ protocol }) => protocol === 'udp' || protocol === 'icmp')
    .flatMap((conversation) => conversation.events.map((event) => ({ event, conversation })))
    .filter(({ event: { kind } }) => kind === 'datagram' || kind === 'lost')
    .sort((a, b) => a.event.atMs - b.event.atMs);
}

function packetKey(packet: StoredPacket, dialled: ReadonlySet<number>): string {
  const parts = readPacket(packet);
  if (parts.protocol === 'udp') {
    const { sourcePort, destinationPort, dataLength } = parts;
    return `${packet.from} udp ${dialled.has(destinationPort) ? destinationPort : sourcePort} ${dataLength}`;
  }
  if (parts.protocol !== 'icmp') return 'other';
  const target = packet.from === 'program' ? packet.destination : '';
  return `${packet.from} icmp ${target} ${parts.type} ${parts.code} ${parts.length}`;
}

function eventKey({ from, bytes }: StoredEvent, conversation: StoredConversation): string {
  const { protocol, dialled } = conversation;
  if (protocol === 'udp') return `${from} udp ${portOf(conversation)} ${bytes?.length}`;
  const [type, code] = bytes ? readBytes(bytes) : [];
  return `${from} icmp ${from === 'program' ? dialled : ''} ${type} ${code} ${bytes?.length}`;
}

function portOf({ dialled }: StoredConversation): number {
  return Number(dialled.slice(dialled.lastIndexOf(':') + 1));
}
