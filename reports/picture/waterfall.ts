import { html, type Markup } from '../html/markup.ts';
import { formatCount, formatDuration } from '../text/format.ts';
import { fitText } from './fit-text.ts';
import { type TimeAxis, timeAxis } from './time-axis.ts';
import type { AnswerSource, TracedExchange } from './trace-origins.ts';

const rowHeight = 31;
const headHeight = 6;
const mostRows = 20;
const cutMs = 60;

export interface Waterfall {
  readonly shown: readonly TracedExchange[];
  readonly hidden: number;
  readonly height: number;
}

/** Undefined where there are fewer than `least`: nothing to compare. */
export function layOutWaterfall(exchanges: readonly TracedExchange[], least: number): Waterfall | undefined {
  if (exchanges.length < least) return undefined;
  const shown = exchanges.slice(0, mostRows);
  return {
    shown,
    hidden: exchanges.length - shown.length,
    height: headHeight + shown.length * rowHeight + 24,
  };
}

/** A bar for each request, side by side in time, and under it what the program asked elsewhere for it. */
export function waterfallSvg({ shown, height }: Waterfall): Markup {
  const spans = shown.map(({ requestedAtMs, endedAtMs }) => ({ fromMs: requestedAtMs, toMs: endedAtMs }));
  const axis = timeAxis(spans, cutMs);
  const foot = height - 8;
  const first = Math.min(...spans.map(({ fromMs }) => fromMs));
  const last = Math.max(...spans.map(({ toMs }) => toMs));
  return html`${axis.cuts.map(({ x }) => html`<line class="cut" x1="${percent(x)}" x2="${percent(x)}" y1="${foot - 12}" y2="${foot + 2}"/>`)}
${shown.map((exchange, index) => bar(exchange, headHeight + index * rowHeight, axis))}
<text class="axis start" x="0" y="${foot}">${formatDuration(first)}</text><text class="axis" x="100%" y="${foot}">${formatDuration(last)}</text>`;
}

function bar(exchange: TracedExchange, y: number, axis: TimeAxis): Markup {
  const { request, requestedAtMs, answeredAtMs, endedAtMs, origin } = exchange;
  const answered = answeredAtMs ?? endedAtMs;
  const rect = (name: string, fromMs: number, toMs: number, top: number, thickness: number) => {
    const from = axis.at(fromMs);
    const width = Math.max(0.5, axis.at(toMs) - from);
    return html`<rect class="${name}" x="${percent(Math.min(from, 99.5))}" width="${percent(width)}" y="${y + top}" height="${thickness}"/>`;
  };
  return html`<g class="exchange">${asked(request, y)}${outcome(exchange, y)}
${rect(answeredAtMs === undefined ? 'waiting unanswered' : 'waiting', requestedAtMs, answered, 16, 7)}${answeredAtMs !== undefined && rect('answering', answeredAtMs, endedAtMs, 16, 7)}
${origin.map((each) => rect('elsewhere', each.requestedAtMs, each.endedAtMs, 24, 3))}</g>
`;
}

function asked(request: string, y: number): Markup {
  const wide = fitText(request, 70);
  const narrow = fitText(request, 24);
  if (wide === narrow) return html`<text y="${y + 11}">${wide}</text>`;
  return html`<text class="wide" y="${y + 11}">${wide}</text><text class="narrow" y="${y + 11}">${narrow}</text>`;
}

const sourceWords: Readonly<Record<AnswerSource, string>> = {
  fetched: 'from the origin',
  revalidated: 'still good, says the origin',
  cached: 'from the cache',
  own: 'by the proxy itself',
};
const shortSourceWords: Readonly<Record<AnswerSource, string>> = {
  fetched: '→ origin',
  revalidated: '↻ still good',
  cached: '● cache',
  own: 'itself',
};

function outcome(
  { answer, answeredAtMs, requestedAtMs, endedAtMs, source }: TracedExchange,
  y: number,
): Markup {
  const status = answer === undefined ? 'no answer' : (/^HTTP\/\S+ (\d{3})/.exec(answer)?.[1] ?? 'answered');
  const took = answeredAtMs === undefined ? '' : formatDuration(endedAtMs - requestedAtMs);
  const text = [status, source && shortSourceWords[source], took].filter(Boolean).join(' · ');
  return html`<text class="outcome ${source ?? ''}" x="100%" y="${y + 11}">${text}</text>`;
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

/** The same as sentences. */
export function waterfallText({ shown, hidden }: Waterfall): string {
  const sentences = shown.map(({ request, requestedAtMs, endedAtMs, answer, source }) => {
    const answered =
      answer === undefined ? 'no answer' : `${answer} after ${formatDuration(endedAtMs - requestedAtMs)}`;
    const from = source ? `, ${sourceWords[source]}` : '';
    return `${request} at ${formatDuration(requestedAtMs)}: ${answered}${from}.`;
  });
  const more = hidden > 0 ? ` ${formatCount(hidden, 'more request')} not shown.` : '';
  return `At most ${mostAtOnce(shown)} at once. ${sentences.join(' ')}${more}`;
}

function mostAtOnce(shown: readonly TracedExchange[]): number {
  const open = (ms: number) =>
    shown.filter(({ requestedAtMs, endedAtMs }) => requestedAtMs <= ms && ms < endedAtMs).length;
  return Math.max(1, ...shown.map(({ requestedAtMs }) => open(requestedAtMs)));
}
