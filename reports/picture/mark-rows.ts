import type { Evidence, Verdict } from '../schema.ts';
import { readBytes } from '../stored-bytes.ts';
import type { StoredConversation, StoredProgram, TranscriptFile } from '../transcript-file.ts';
import type { LadderRow } from './ladder-row.ts';

/** Shorter words are found in many a sentence. */
const fewestQuoted = 4;

/** Which failed checks rest on which rows. */
export type Marks = ReadonlyMap<LadderRow, readonly Verdict[]>;

/** Where in the picture each failed check of the scenario went wrong. What rests on nothing seen is on no row. */
export function markRows(
  rows: readonly LadderRow[],
  failed: readonly Verdict[],
  file: TranscriptFile,
): Marks {
  const marks = new Map<LadderRow, Verdict[]>();
  for (const verdict of failed) {
    const places = new Set(verdict.evidence.map((each) => findRow(rows, each, verdict, file)));
    for (const row of places) {
      if (row) marks.set(row, [...(marks.get(row) ?? []), verdict]);
    }
  }
  return marks;
}

function findRow(
  rows: readonly LadderRow[],
  evidence: Evidence,
  { actual = '' }: Verdict,
  { programs, conversations }: TranscriptFile,
): LadderRow | undefined {
  switch (evidence.kind) {
    case 'conversation': {
      const own = rows.filter(({ conversation }) => conversation === evidence.id);
      const conversation = conversations.find(({ id }) => id === evidence.id);
      return evidence.event === undefined
        ? findMainMessage(own, actual, conversation)
        : findEvent(own, evidence.event);
    }
    case 'packet':
      return rows.find(({ packets }) => packets.includes(evidence.number));
    case 'exit':
      return rows.find(({ kind, program }) => kind === 'ended' && program === evidence.program);
    case 'output': {
      const program = programs[evidence.program];
      const chunk = program && findChunk(program, evidence.text);
      const printed = rows.filter(({ kind, program: by }) => kind === 'printed' && by === evidence.program);
      return chunk === undefined ? undefined : printed.find(({ events: [first] }) => (first ?? 0) >= chunk);
    }
  }
}

/** An event without a row of its own is shown by the next of its conversation, or the last. */
function findEvent(rows: readonly LadderRow[], event: number): LadderRow | undefined {
  const next = rows.find(({ events }) => events.some((each) => each > event));
  return rows.find(({ events }) => events.includes(event)) ?? next ?? rows.at(-1);
}

/** What a verdict on a whole conversation is about: what it quotes of the program, else the longest that was said. */
function findMainMessage(
  rows: readonly LadderRow[],
  actual: string,
  conversation: StoredConversation | undefined,
): LadderRow | undefined {
  const lengthOf = ({ events }: LadderRow) =>
    events.reduce((sum, index) => sum + (conversation?.events[index]?.bytes?.length ?? 0), 0);
  const said = rows.filter(({ kind, from }) => from === 'program' && (kind === 'message' || kind === 'lost'));
  const [first, ...others] = said;
  if (!first) return rows.at(-1);
  const quoted = said.find(({ words }) => words.length >= fewestQuoted && actual.includes(words));
  if (quoted) return quoted;
  return others.reduce((longest, row) => (lengthOf(row) > lengthOf(longest) ? row : longest), first);
}

/** The chunk in which the first line of a text begins. */
function findChunk({ output }: StoredProgram, text: string): number | undefined {
  const line = text.split('\n').find((each) => each.trim() !== '');
  if (line === undefined) return undefined;
  const chunks = output.map(({ bytes }) => Buffer.from(readBytes(bytes)).toString('utf8'));
  const at = chunks.join('').indexOf(line.trim());
  if (at < 0) return undefined;
  let end = 0;
  return chunks.findIndex((chunk) => {
    end += chunk.length;
    return at < end;
  });
}
