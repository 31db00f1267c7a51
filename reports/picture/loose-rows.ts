import type { StoredPacket } from '../transcript-file.ts';
import type { LadderRow, Lane } from './ladder-row.ts';
import { readPacket } from './read-packet.ts';
import type { TcpFlow } from './tcp-flow.ts';
import { tcpRows } from './tcp-rows.ts';

/** @see RFC 792 and RFC 1122 section 3.2.2.1 */
const unreachableCodes: Readonly<Record<number, string>> = {
  0: 'network unreachable',
  1: 'host unreachable',
  3: 'port unreachable: nobody listens there',
};

/** A connection that no peer of ours took part in: one to an address where nobody listens, say. */
export function looseFlowRows(flow: TcpFlow): LadderRow[] {
  const { openedBy, dialled } = flow;
  const nobody = { id: '', peer: '', protocol: 'tcp', events: [], droppedEvents: 0 } as const;
  return tcpRows({ ...nobody, events: [], openedBy, dialled }, flow);
}

/** A datagram or ICMP message that stands in no conversation, as the kernel's own; nothing for anything else. */
export function loosePacketRow(packet: StoredPacket, lane: Lane): LadderRow[] {
  const parts = readPacket(packet);
  const row = { atMs: packet.atMs, kind: 'message', from: packet.from, lane, events: [] } as const;
  const packets = [packet.number];
  if (parts.protocol === 'icmp') {
    const isUnreachable = parts.type === 3;
    const code = isUnreachable ? unreachableCodes[parts.code] : undefined;
    const words = code ?? `type ${parts.type} code ${parts.code}`;
    return [{ ...row, packets, words: `ICMP ${words}`, detail: `${parts.length} bytes` }];
  }
  if (parts.protocol !== 'udp') return [];
  const target = `${packet.destination}:${parts.destinationPort}`;
  return [{ ...row, packets, words: `datagram to ${target}`, detail: `${parts.dataLength} bytes` }];
}
