import { readBytes } from '../stored-bytes.ts';
import { clipText } from '../text/clip-text.ts';
import { describeExit } from '../text/describe-exit.ts';
import { formatCount, formatDuration } from '../text/format.ts';
import type { StoredProgram } from '../transcript-file.ts';
import { codeText, html, type Markup } from './markup.ts';

const shownLines = 200;
const shownLineLength = 300;

interface Line {
  readonly atMs: number;
  readonly stream: 'stdout' | 'stderr';
  text: string;
}

/** One start of the program: what it printed and when, what was typed, how it ended. */
export function programOutput(program: StoredProgram): Markup {
  const { command, notUpBecause, answers, listening } = program;
  return html`<div class="start"><p><code class="command">${codeText(command)}</code> ${describeExit(program)}.</p>
${notUpBecause && html`<p class="notice">${notUpBecause}</p>`}
${listening.length > 0 && html`<p class="quiet">It listened on ${listening.map((each) => `${each.protocol} ${each.address}:${each.port}`).join(', ')}.</p>`}
${answers.length > 0 && html`<ul class="answers">${answers.map((each) => html`<li>It asked <q>${each.prompt}</q>, and was given <code>${codeText(each.answer)}</code> <span class="quiet">at ${formatDuration(each.atMs)}</span></li>`)}</ul>`}
${printed(program)}</div>`;
}

function printed({ output, droppedOutputBytes }: StoredProgram): Markup {
  const lines = toLines(output);
  if (lines.length === 0) return html`<p class="quiet">It printed nothing.</p>`;
  const missing = Math.max(0, lines.length - shownLines);
  const headLines = missing > 0 ? Math.ceil((shownLines * 2) / 3) : lines.length;
  const tail = missing > 0 ? lines.slice(-(shownLines - headLines)) : [];
  return html`<ol class="output">${lines.slice(0, headLines).map(row)}
${missing > 0 && html`<li class="gap">${formatCount(missing, 'line')} left out</li>`}${tail.map(row)}</ol>
${droppedOutputBytes > 0 && html`<p class="quiet">${formatCount(droppedOutputBytes, 'more byte')} printed were not kept.</p>`}`;
}

function row({ atMs, stream, text }: Line): Markup {
  const label = stream === 'stderr' && html`<span class="stream">stderr</span>`;
  return html`<li class="${stream}"><span class="time">${formatDuration(atMs)}</span><code>${label}${codeText(clipText(text, shownLineLength))}</code></li>`;
}

/** Chunks to lines; a line has the time of the chunk that began it. */
function toLines(output: StoredProgram['output']): readonly Line[] {
  const lines: Line[] = [];
  const open: { stdout?: Line; stderr?: Line } = {};
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  for (const { atMs, stream, bytes } of output) {
    const text = decoders[stream].decode(readBytes(bytes), { stream: true });
    for (const piece of text.split(/(?<=\n)/)) {
      const line = open[stream] ?? { atMs, stream, text: '' };
      if (!open[stream]) lines.push(line);
      line.text += piece.replace(/\r?\n$/, '');
      if (piece.endsWith('\n')) delete open[stream];
      else open[stream] = line;
    }
  }
  return lines.filter(({ text }, index) => text !== '' || index < lines.length - 1);
}
