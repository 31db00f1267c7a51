import type { TranscriptFile } from '../transcript-file.ts';
import { datagramRows } from './datagram-rows.ts';
import type { LadderRow, Lane } from './ladder-row.ts';
import { looseFlowRows, loosePacketRow } from './loose-rows.ts';
import { matchDatagrams } from './match-datagrams.ts';
import { programRows } from './program-rows.ts';
import { findTcpFlows, pairFlows } from './tcp-flow.ts';
import { tcpRows } from './tcp-rows.ts';

/**
 * All that happened in a scenario, in order of time: what was said is taken from the transcript, when it was on the
 * wire from the packets, and what only the packets show (a refused connection, a FIN, an ICMP error) from these.
 */
export function ladderRows({ conversations, packets, programs }: TranscriptFile): LadderRow[] {
  const flows = findTcpFlows(packets);
  const pairs = pairFlows(conversations, flows);
  const datagrams = matchDatagrams(conversations, packets);
  const paired = new Set(pairs.values());
  const loose = flows.filter((flow) => !paired.has(flow));
  const matched = new Set([...datagrams.values()].map(({ number }) => number));
  const lane = commonLane([...conversations, ...flows]);
  return [
    ...conversations.flatMap((each) =>
      each.protocol === 'tcp' || each.protocol === 'tls'
        ? tcpRows(each, pairs.get(each))
        : datagramRows(each, datagrams),
    ),
    ...loose.flatMap(looseFlowRows),
    ...packets.filter(({ number }) => !matched.has(number)).flatMap((packet) => loosePacketRow(packet, lane)),
    ...programs.flatMap((each, index) => programRows(each, index, lane)),
  ].sort((a, b) => a.atMs - b.atMs);
}

/** Of what belongs to no conversation: with the callers where there are only these. */
function commonLane(all: readonly { readonly openedBy: string }[]): Lane {
  return all.length > 0 && all.every(({ openedBy }) => openedBy === 'peer') ? 'caller' : 'called';
}
