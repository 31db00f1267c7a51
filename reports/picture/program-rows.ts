import { readBytes } from '../stored-bytes.ts';
import { describeExit } from '../text/describe-exit.ts';
import { formatCount } from '../text/format.ts';
import type { StoredProgram } from '../transcript-file.ts';
import type { LadderRow, Lane } from './ladder-row.ts';

const longestWords = 200;

/** What the program itself did: it was started, it printed, it ended. */
export function programRows(program: StoredProgram, index: number, lane: Lane): LadderRow[] {
  const base = { from: 'program', lane, events: [], packets: [], program: index } as const;
  const { command, startedAtMs, exit, output } = program;
  const started: LadderRow = { ...base, atMs: startedAtMs, kind: 'started', words: command };
  const printed = output.flatMap((chunk, number): LadderRow[] => {
    const said = printedWords(chunk);
    return said ? [{ ...base, ...said, atMs: chunk.atMs, kind: 'printed', events: [number] }] : [];
  });
  if (!exit) return [started, ...printed];
  return [started, ...printed, { ...base, atMs: exit.atMs, kind: 'ended', words: describeExit(program) }];
}

/** The lines of one chunk in one: two of them beside each other, of more the first. */
function printedWords({
  bytes,
  stream,
}: StoredProgram['output'][number]): Pick<LadderRow, 'words' | 'detail'> | undefined {
  const lines = Buffer.from(readBytes(bytes)).toString('utf8').split(/\r*\n/).filter(isShown);
  if (lines.length === 0) return undefined;
  // Of a traceback the last line says what went wrong.
  const isTrace = lines[0]?.startsWith('Traceback') === true;
  const shown = isTrace ? lines.slice(-1) : lines.length === 2 ? lines : lines.slice(0, 1);
  const more = lines.length - shown.length;
  const detail = [stream === 'stderr' && 'stderr', more > 0 && `and ${formatCount(more, 'more line')}`];
  const remark = detail.filter(Boolean).join(', ');
  return { words: shown.join(' ⏎ ').slice(0, longestWords), ...(remark && { detail: remark }) };
}

function isShown(line: string): boolean {
  return line.trim() !== '';
}
