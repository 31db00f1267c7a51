import { formatCount } from '../text/format.ts';
import type { StoredConversation, StoredEvent } from '../transcript-file.ts';
import { closingRows } from './closing-rows.ts';
import { messageWords, sizeWords } from './event-words.ts';
import type { LadderRow } from './ladder-row.ts';
import { isAboutTls, placeData, type WirePlace } from './place-data.ts';
import { isRefused, type Segment, type TcpFlow } from './tcp-flow.ts';

/** Pieces of one side that come so close together are one message. */
const pauseMs = 50;

interface Piece {
  readonly index: number;
  readonly event: StoredEvent;
  readonly place: WirePlace;
}

/** The rows of one TCP connection: how it began, what was said, how it ended. */
export function tcpRows(conversation: StoredConversation, flow: TcpFlow | undefined): LadderRow[] {
  const base = {
    lane: conversation.openedBy === 'program' ? ('called' as const) : ('caller' as const),
    conversation: conversation.id,
  };
  if (flow && isRefused(flow)) return [{ ...base, ...refusedRow(conversation, flow) }];
  const isUnrecorded = conversation.events.length === 0;
  const rows = [
    ...openingRow(conversation, flow),
    ...(flow && isUnrecorded ? unrecordedData(flow) : dataRows(conversation, flow)),
    ...handshakeRows(conversation, flow),
    ...remarkRows(conversation),
    ...closingRows(conversation, flow),
  ];
  return rows.map((row) => ({ ...base, ...row })).sort((a, b) => a.atMs - b.atMs);
}

type Row = Omit<LadderRow, 'lane' | 'conversation'>;

function refusedRow({ events, openedBy, dialled }: StoredConversation, { segments }: TcpFlow): Row {
  return {
    atMs: segments[0]?.atMs ?? 0,
    kind: 'refused',
    from: openedBy,
    words: `SYN to ${dialled}`,
    detail: 'refused with RST: nobody listens there',
    events: [...events.keys()],
    packets: segments.map(({ number }) => number),
  };
}

function openingRow({ events, openedBy, dialled }: StoredConversation, flow: TcpFlow | undefined): Row[] {
  const index = events.findIndex(({ kind }) => kind === 'open');
  const atMs = flow?.segments[0]?.atMs ?? events[index]?.atMs;
  if (atMs === undefined) return [];
  const handshake = flow?.segments.slice(0, 3).filter(({ dataLength }) => dataLength === 0) ?? [];
  return [
    {
      atMs,
      kind: 'open',
      from: openedBy,
      words: `connects to ${dialled}`,
      detail: 'SYN, SYN ACK, ACK',
      events: index < 0 ? [] : [index],
      packets: handshake.map(({ number }) => number),
    },
  ];
}

function dataRows(conversation: StoredConversation, flow: TcpFlow | undefined): Row[] {
  const places = placeData(conversation, flow);
  return groupPieces(conversation, places).map((pieces) => {
    const events = pieces.map(({ event }) => event);
    const packets = pieces.flatMap(({ place }) => place.packets);
    const [first] = pieces;
    return {
      atMs: first?.place.atMs ?? 0,
      kind: 'message',
      from: first?.event.from ?? 'program',
      words: messageWords(events, conversation),
      detail: sizeWords(events, packets.length),
      events: pieces.map(({ index }) => index),
      packets,
    };
  });
}

function groupPieces({ events }: StoredConversation, places: ReadonlyMap<StoredEvent, WirePlace>): Piece[][] {
  const groups: Piece[][] = [];
  let last: Piece | undefined;
  for (const [index, event] of events.entries()) {
    if (event.kind !== 'data') continue;
    const piece = { index, event, place: places.get(event) ?? { atMs: event.atMs, packets: [] } };
    const isMore = last?.event.from === event.from && piece.place.atMs - last.place.atMs < pauseMs;
    if (isMore) groups.at(-1)?.push(piece);
    else groups.push([piece]);
    last = piece;
  }
  return groups;
}

/** What a connection carried that nobody of ours took part in. */
function unrecordedData({ segments }: TcpFlow): Row[] {
  return segments.filter(({ dataLength }) => dataLength > 0).map((segment) => segmentRow(segment, 'data'));
}

/** Up to the remark that TLS stands, or that it failed: the segments that carried its handshake. */
function handshakeRows({ events }: StoredConversation, flow: TcpFlow | undefined): Row[] {
  const index = events.findIndex(isAboutTls);
  const end = events[index];
  if (!flow || !end) return [];
  const before = events.slice(0, index).findLast(({ kind }) => kind === 'data')?.atMs ?? 0;
  const during = flow.segments.filter(
    ({ atMs, dataLength }) => dataLength > 0 && atMs < end.atMs && atMs >= before,
  );
  const hello = during.findIndex(({ from }) => from === 'program');
  if (hello < 0) return [];
  const segments = during.slice(hello);
  const answer = segments.find(({ from }) => from === 'peer');
  return segments.map((segment, place) => {
    const isAlert = end.kind === 'error' && segment.dataLength === alertBytes;
    const words = place === 0 ? 'ClientHello' : segment === answer ? 'ServerHello' : 'handshake goes on';
    return segmentRow(segment, `TLS ${isAlert ? 'alert' : words}`);
  });
}

/** A record's head, a level and a reason. */
const alertBytes = 7;

function segmentRow({ atMs, from, dataLength, number }: Segment, words: string): Row {
  const detail = formatCount(dataLength, 'byte');
  return { atMs, kind: 'message', from, words, detail, events: [], packets: [number] };
}

function remarkRows({ events }: StoredConversation): Row[] {
  return events.flatMap(({ kind, atMs, from, text }, index): Row[] =>
    (kind === 'note' || kind === 'error' || kind === 'timeout') && text !== undefined
      ? [{ atMs, kind: 'note', from, words: text, events: [index], packets: [] }]
      : [],
  );
}
