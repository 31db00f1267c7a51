import type { StoredConversation } from '../transcript-file.ts';
import type { LadderRow } from './ladder-row.ts';
import type { Segment, Side, TcpFlow } from './tcp-flow.ts';

/** Two FINs so close together are one farewell. */
const mutualMs = 100;

interface Farewell {
  readonly atMs: number;
  readonly from: Side;
  readonly isReset: boolean;
  readonly packets: readonly number[];
  readonly events: readonly number[];
}

/** How a connection ended: FIN and RST as captured, or, where nothing was captured, as our end saw them. */
export function closingRows(
  conversation: StoredConversation,
  flow: TcpFlow | undefined,
): Pick<LadderRow, 'atMs' | 'kind' | 'from' | 'words' | 'isMutual' | 'packets' | 'events'>[] {
  const farewells = flow ? capturedFarewells(flow, conversation) : seenFarewells(conversation);
  const [first, second] = farewells;
  if (first && second && isMutual(first, second)) {
    const packets = [...first.packets, ...second.packets];
    const events = [...first.events, ...second.events];
    const both = { ...first, packets, events, isMutual: true, words: 'FIN both ways' };
    return [{ ...both, kind: 'close' }, ...farewells.slice(2).map(toRow)];
  }
  return farewells.map(toRow);
}

function isMutual(first: Farewell, second: Farewell): boolean {
  const areFins = !first.isReset && !second.isReset && first.from !== second.from;
  return areFins && second.atMs - first.atMs < mutualMs;
}

function toRow({ isReset, ...farewell }: Farewell) {
  return isReset
    ? { ...farewell, kind: 'reset' as const, words: 'RST' }
    : { ...farewell, kind: 'close' as const, words: 'FIN' };
}

/** The first FIN and the first RST of each side; a later one says nothing new. */
function capturedFarewells({ segments }: TcpFlow, { events }: StoredConversation): Farewell[] {
  const isEnd = (side: Side, flag: string) => (segment: Segment) =>
    segment.from === side && segment.flags.has(flag);
  const sides = ['program', 'peer'] as const;
  const found = sides.flatMap((side) => {
    const segment = [segments.find(isEnd(side, 'FIN')), segments.find(isEnd(side, 'RST'))];
    return segment.filter((each) => each !== undefined);
  });
  return found
    .map(({ atMs, from, flags, number }) => {
      const isReset = flags.has('RST');
      const indexes = events.flatMap((event, index) =>
        event.from === from && isFarewell(event.kind, isReset) ? [index] : [],
      );
      return { atMs, from, isReset, packets: [number], events: indexes };
    })
    .sort((a, b) => a.atMs - b.atMs);
}

function isFarewell(kind: string, isReset: boolean): boolean {
  return isReset ? kind === 'reset' : kind === 'end' || kind === 'close';
}

/** `close` says that our end is done: on the wire it is a FIN, unless we had sent one. */
function seenFarewells({ events }: StoredConversation): Farewell[] {
  const done = new Set<string>();
  return events.flatMap(({ atMs, from, kind }, index) => {
    const isReset = kind === 'reset';
    if (!isReset && kind !== 'end' && kind !== 'close') return [];
    const key = `${from} ${isReset}`;
    if (done.has(key)) return [];
    done.add(key);
    return [{ atMs, from, isReset, packets: [], events: [index] }];
  });
}
