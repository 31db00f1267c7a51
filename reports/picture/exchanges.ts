import type { TranscriptFile } from '../transcript-file.ts';
import type { LadderRow, Lane } from './ladder-row.ts';

/** One request on a connection, and its answer. */
export interface Exchange {
  readonly conversation: string;
  /** `GET /a.html HTTP/1.1`. */
  readonly request: string;
  readonly requestedAtMs: number;
  /** First and last byte of the answer; undefined where none came. */
  readonly answeredAtMs?: number;
  readonly endedAtMs: number;
  /** `HTTP/1.1 200 OK`. */
  readonly answer?: string;
}

/** What was asked and answered on TCP connections of one lane, by who asks, in order of the requests. */
export function findExchanges(rows: readonly LadderRow[], file: TranscriptFile, lane: Lane): Exchange[] {
  const asker = lane === 'caller' ? 'peer' : 'program';
  const endOf = endTimes(file);
  const exchanges: Exchange[] = [];
  const open = new Map<string, number>();
  for (const row of rows) {
    const { conversation, atMs, words } = row;
    if (
      conversation === undefined ||
      row.lane !== lane ||
      row.kind !== 'message' ||
      !endOf.has(row.conversation ?? '')
    )
      continue;
    const at = open.get(conversation);
    const last = at === undefined ? undefined : exchanges[at];
    const endedAtMs = Math.max(atMs, endOf.get(conversation)?.(row) ?? atMs);
    if (row.from !== asker) {
      if (at !== undefined && last) exchanges[at] = { answeredAtMs: atMs, answer: words, ...last, endedAtMs };
    } else if (at !== undefined && last && last.answer === undefined) {
      exchanges[at] = { ...last, endedAtMs };
    } else {
      open.set(conversation, exchanges.length);
      exchanges.push({ conversation, request: words, requestedAtMs: atMs, endedAtMs });
    }
  }
  return exchanges.sort((a, b) => a.requestedAtMs - b.requestedAtMs);
}

/** When the last byte of a row passed, by TCP conversation: its last packet's time, or its last event's. */
function endTimes({
  conversations,
  packets,
}: TranscriptFile): Map<string, (row: LadderRow) => number | undefined> {
  const times = new Map(packets.map(({ number, atMs }) => [number, atMs]));
  return new Map(
    conversations
      .filter(({ protocol }) => protocol === 'tcp' || protocol === 'tls')
      .map(({ id, events }) => [
        id,
        (row) => times.get(row.packets.at(-1) ?? 0) ?? events[row.events.at(-1) ?? 0]?.atMs,
      ]),
  );
}
