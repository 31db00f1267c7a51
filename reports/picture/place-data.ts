import type { StoredConversation, StoredEvent } from '../transcript-file.ts';
import type { Segment, Side, TcpFlow } from './tcp-flow.ts';

/** When an event was on the wire, and in which segments. */
export interface WirePlace {
  readonly atMs: number;
  readonly packets: readonly number[];
}

/** The segments that carried each piece of data, by counting bytes. Empty under TLS, where the bytes are others. */
export function placeData(
  conversation: StoredConversation,
  flow: TcpFlow | undefined,
): Map<StoredEvent, WirePlace> {
  const isPlain = conversation.protocol === 'tcp' && !conversation.events.some(isAboutTls);
  if (!flow || !isPlain) return new Map();
  return new Map([...placeSide(conversation, flow, 'program'), ...placeSide(conversation, flow, 'peer')]);
}

/** A remark that TLS stands, or that it failed. */
export function isAboutTls({ text }: Pick<StoredEvent, 'text'>): boolean {
  return text?.startsWith('TLS') === true;
}

function placeSide({ events }: StoredConversation, flow: TcpFlow, side: Side): [StoredEvent, WirePlace][] {
  const segments = withOffsets(flow, side);
  let next = 0;
  let offset = 0;
  return events
    .filter(({ kind, from }) => kind === 'data' && from === side)
    .flatMap((event): [StoredEvent, WirePlace][] => {
      const end = offset + (event.bytes?.length ?? 0);
      while ((segments[next]?.end ?? end) <= offset) next += 1;
      const first = segments[next];
      const packets: number[] = [];
      for (let at = next; at < segments.length && (segments[at]?.start ?? end) < end; at += 1) {
        const segment = segments[at];
        if (segment && segment.start >= offset) packets.push(segment.packet);
      }
      offset = end;
      return first ? [[event, { atMs: first.atMs, packets }]] : [];
    });
}

interface Stretch {
  readonly packet: number;
  readonly atMs: number;
  readonly start: number;
  readonly end: number;
}

function withOffsets({ segments }: TcpFlow, side: Side): Stretch[] {
  let start = 0;
  const hasData = ({ from, dataLength }: Segment) => from === side && dataLength > 0;
  return segments.filter(hasData).map(({ number, atMs, dataLength }) => {
    const stretch = { packet: number, atMs, start, end: start + dataLength };
    start = stretch.end;
    return stretch;
  });
}
