import { html, type Markup } from '../html/markup.ts';
import { formatDuration } from '../text/format.ts';
import type { PingPoint } from './ping-points.ts';

const left = 13;
const right = 98;
const top = 26;
const bottom = 150;
const mostPings = 60;
/** A dot further off than this stands at the edge, with its value. */
const headroom = 1.5;

/** Worth a picture: a few pings, not hundreds, and a time of at least one. */
export function isChartable(points: readonly PingPoint[]): boolean {
  const hasTimes = points.some(({ wireMs, printedMs }) => wireMs !== undefined || printedMs !== undefined);
  return hasTimes && points.length > 1 && points.length <= mostPings;
}

export const pingChartHeight = 186;

/** What the wire says and what was printed, ping by ping. */
export function pingChart(points: readonly PingPoint[]): Markup {
  const scale = scaleOf(points);
  const width = (right - left) / points.length;
  const x = (index: number) => round(left + (index + 0.5) * width);
  return html`${ticksOf(scale.mostMs).map((ms) => gridline(ms, scale))}
${points.map((point, index) => wireLine(point, points[index + 1], x(index), x(index + 1), scale))}
${points.map((point, index) => drawPoint(point, x(index), scale))}
${points.map((_, index) => (points.length > 24 && index % 5 !== 4 ? null : html`<text class="tick" x="${x(index)}%" y="${bottom + 18}">${index + 1}</text>`))}
<text class="axis" x="${right}%" y="${bottom + 33}">number of the ping</text><text class="axis start" x="0" y="12">round-trip time</text>`;
}

interface Scale {
  readonly mostMs: number;
  readonly y: (ms: number) => number;
}

function scaleOf(points: readonly PingPoint[]): Scale {
  const answered = points.filter(({ isLate }) => !isLate).map(({ wireMs = 0 }) => wireMs);
  const printed = points.flatMap(({ printedMs }) => printedMs ?? []);
  const truthMs = Math.max(...answered, 0) || Math.max(...points.map(({ wireMs = 0 }) => wireMs), 1);
  const mostMs = Math.min(Math.max(truthMs, ...printed) * 1.05, truthMs * headroom);
  return { mostMs, y: (ms) => round(bottom - (Math.min(ms, mostMs) / mostMs) * (bottom - top)) };
}

/** Two to four round values. */
function ticksOf(mostMs: number): number[] {
  const power = 10 ** Math.floor(Math.log10(mostMs));
  const step = [0.2, 0.5, 1, 2, 5].map((each) => each * power).find((each) => mostMs / each <= 4) ?? mostMs;
  return Array.from({ length: Math.floor(mostMs / step) + 1 }, (_, index) => index * step);
}

function gridline(ms: number, { y }: Scale): Markup {
  const words = ms >= 1000 ? `${round(ms / 1000)} s` : `${round(ms)} ms`;
  return html`<line class="grid-line" x1="${left}%" x2="${right}%" y1="${y(ms)}" y2="${y(ms)}"/><text class="axis" x="${left - 1.5}%" y="${y(ms) + 4}">${words}</text>`;
}

function wireLine(
  point: PingPoint,
  next: PingPoint | undefined,
  x1: number,
  x2: number,
  { y }: Scale,
): Markup | null {
  const isDrawn = (each: PingPoint | undefined) => each?.wireMs !== undefined && !each.isLate;
  if (!isDrawn(point) || !isDrawn(next)) return null;
  return html`<line class="truth" x1="${x1}%" x2="${x2}%" y1="${y(point.wireMs ?? 0)}" y2="${y(next?.wireMs ?? 0)}"/>`;
}

function drawPoint({ wireMs, isLate, printedMs }: PingPoint, x: number, { y, mostMs }: Scale): Markup {
  const isAnswered = wireMs !== undefined && !isLate;
  const isApart = printedMs !== undefined && (!isAnswered || Math.abs(y(printedMs) - y(wireMs)) > 6);
  const truth = isAnswered
    ? html`<circle class="truth" cx="${x}%" cy="${y(wireMs)}" r="5"/>`
    : html`<line class="none" x1="${x}%" x2="${x}%" y1="${top}" y2="${bottom}"/><use class="${isLate ? 'late' : 'lost'}" href="#${isLate ? 'late' : 'lost'}" x="${x}%" y="${top - 4}"/>`;
  const gap =
    isApart &&
    isAnswered &&
    html`<line class="gap" x1="${x}%" x2="${x}%" y1="${y(wireMs)}" y2="${y(printedMs)}"/>`;
  const isBeyond = printedMs !== undefined && printedMs > mostMs;
  const value =
    isBeyond && html`<text class="value" x="${x}%" dx="7" y="${top + 4}">${formatDuration(printedMs)}</text>`;
  const dot =
    printedMs !== undefined &&
    html`<use class="${isApart ? 'printed apart' : 'printed'}" href="#${isApart ? 'apart' : 'dot'}" x="${x}%" y="${y(printedMs)}"/>${value}`;
  return html`${truth}${gap}${dot}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The same as sentences. */
export function pingChartText(points: readonly PingPoint[]): string {
  const sentences = points.map(({ wireMs, isLate, printedMs }, index) => {
    const fate =
      wireMs === undefined ? 'lost' : `${formatDuration(wireMs)} on the wire${isLate ? ', too late' : ''}`;
    const printed = printedMs === undefined ? 'no time printed' : `${formatDuration(printedMs)} printed`;
    return `Ping ${index + 1}: ${fate}, ${printed}.`;
  });
  return sentences.join(' ');
}
