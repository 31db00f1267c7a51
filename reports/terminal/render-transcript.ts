import { readBytes } from '../stored-bytes.ts';
import { clipLines } from '../text/clip-text.ts';
import { decodeText } from '../text/decode-text.ts';
import { describeExit } from '../text/describe-exit.ts';
import { formatCount, formatDuration } from '../text/format.ts';
import { visibleText } from '../text/visible-text.ts';
import type { StoredBytes, StoredConversation, StoredProgram, TranscriptFile } from '../transcript-file.ts';
import { type Ink, makeInk, type TerminalOptions } from './ink.ts';

interface Moment {
  readonly atMs: number;
  readonly who: string;
  readonly text: string;
}

/** All of a scenario in the order of time, what was said and what was printed: `--verbose`. */
export function renderTranscript(file: TranscriptFile, options: TerminalOptions): string {
  const ink = makeInk(options);
  const moments = [...file.conversations.flatMap(said), ...file.programs.flatMap(printed)];
  const lines = moments.sort((a, b) => a.atMs - b.atMs).map((each) => line(each, ink));
  const ends = file.programs.map((each) => `The program ${describeExit(each)}.`);
  return `${[ink('bold', file.scenario), ...lines, ...ends].join('\n')}\n`;
}

function said({ id, events }: StoredConversation): Moment[] {
  return events.map(({ atMs, from, kind, text, bytes }) => {
    const who = from === 'program' ? `program > ${id}` : `${id} > program`;
    const deed = kind === 'data' || kind === 'datagram' ? '' : `(${kind})`;
    const words = [deed, text ?? '', bytes ? content(bytes) : ''].filter((part) => part !== '');
    return { atMs, who, text: words.join(' · ') };
  });
}

function printed({ output, answers }: StoredProgram): Moment[] {
  return [
    ...output.map(({ atMs, stream, bytes }) => ({ atMs, who: stream, text: content(bytes) })),
    ...answers.map(({ atMs, answer }) => ({ atMs, who: 'typed', text: answer })),
  ];
}

/** A line each, its end as an escape; bytes that are no text are only counted. */
function content(stored: StoredBytes): string {
  const bytes = readBytes(stored);
  const text = decodeText(bytes);
  if (text === undefined) return `${formatCount(stored.length, 'byte')}, binary`;
  const lines = text.split(/(?<=\n)/).map((each) => each.replace('\r\n', '\\r\\n').replace('\n', '\\n'));
  const shown = clipLines(lines, 12, 200).join('\n');
  const missing = stored.length - bytes.length;
  return missing > 0 ? `${shown} … (${formatCount(missing, 'more byte')})` : shown;
}

function line({ atMs, who, text }: Moment, ink: Ink): string {
  const isError = who === 'stderr';
  const head = `${formatDuration(atMs).padStart(10)}  ${who.padEnd(24)} `;
  const body = visibleText(text).replaceAll('\n', `\n${' '.repeat(head.length)}`);
  return `${ink('dim', head)}${isError ? ink('red', body) : body}`;
}
