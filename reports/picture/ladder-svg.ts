import { html, type Markup } from '../html/markup.ts';
import { formatCount, formatDuration } from '../text/format.ts';
import { fitText } from './fit-text.ts';
import type { LadderEnd } from './ladder-ends.ts';
import { type Columns, type LadderGeometry, ladderGeometry, spanOf } from './ladder-geometry.ts';
import type { LadderRow } from './ladder-row.ts';
import {
  type Break,
  type LadderItem,
  type LadderLayout,
  type PlacedItem,
  silenceWords,
} from './lay-out-ladder.ts';
import type { Marks } from './mark-rows.ts';

/** The head of an arrow is lower than its tail: time passes. */
const slant = 4;

export interface LadderDrawing {
  /** All that happened, folded or not. */
  readonly rows: readonly LadderRow[];
  readonly ends: readonly LadderEnd[];
  readonly layout: LadderLayout;
  readonly marks: Marks;
}

/** Shapes that the ladders of a page share: once a page, before the first of them. */
export function ladderShapes(): Markup {
  return html`<svg class="shapes" width="0" height="0" aria-hidden="true"><defs>
<path id="tip-right" d="M0 0l-9-4.5 2.5 4.5-2.5 4.5z"/><path id="tip-left" d="M0 0l9-4.5-2.5 4.5 2.5 4.5z"/>
<path id="lost" d="M-5-5L5 5M-5 5L5-5"/><path id="late" d="M-5-4H5L0 5z"/><path id="apart" d="M0-6L6 0 0 6-6 0z"/><circle id="dot" r="2.5"/><path id="stop" d="M-5 0H5"/><rect id="print" x="-3" y="-3" width="6" height="6"/>
</defs></svg>`;
}

/** What is inside the picture: the lines of the hosts, and the rows in order of time. */
export function ladderSvg({ ends, layout, marks }: LadderDrawing): Markup {
  const geometry = ladderGeometry(ends);
  return html`${ends.map((end, index) => head(end, index, ends.length, geometry))}
${layout.items.map((placed) => band(placed, marks))}
${ends.map((end) => lifeline(geometry.lines.get(end.lane) ?? 0, layout))}
${layout.items.map((placed) => drawItem(placed, geometry, marks))}`;
}

function head({ lane, name, address }: LadderEnd, index: number, count: number, { lines }: LadderGeometry) {
  const isLast = index === count - 1;
  const x = isLast ? 100 : (lines.get(lane) ?? 0);
  const anchor = isLast ? 'end' : 'middle';
  return html`<text class="host" x="${x}%" y="14" text-anchor="${anchor}">${fitText(name, 24)}</text><text class="address" x="${x}%" y="29" text-anchor="${anchor}">${fitText(address, 34)}</text>`;
}

/** The line of a host, dotted where time is not to scale. */
function lifeline(x: number, { breaks, height }: LadderLayout): Markup {
  const pieces: Markup[] = [];
  let from = 36;
  const piece = (to: number, name: string) =>
    html`<line class="${name}" x1="${x}%" x2="${x}%" y1="${from}" y2="${to}"/>`;
  const end: Break = { from: height, to: height };
  for (const each of [...breaks, end]) {
    pieces.push(piece(each.from, 'life'));
    from = each.from;
    if (each.to > each.from) pieces.push(piece(each.to, 'life gap'));
    from = each.to;
  }
  return html`${pieces}`;
}

function band({ item, y }: PlacedItem, marks: Marks): Markup | null {
  if (!isRow(item) || !marks.has(item)) return null;
  return html`<rect class="band" x="0" width="100%" y="${y - 19}" height="27" rx="3"/>`;
}

function isRow(item: LadderItem): item is LadderRow {
  return item.kind !== 'fold' && item.kind !== 'silence';
}

function drawItem({ item, y }: PlacedItem, geometry: LadderGeometry, marks: Marks): Markup {
  if (item.kind === 'silence') return pause(silenceWords(item), y);
  if (item.kind === 'fold') {
    const over = item.toMs - item.fromMs;
    return pause(`… ${formatCount(item.count, 'more row')}, ${formatDuration(over)}`, y);
  }
  const names = ['row', item.kind, item.isLate && 'late', marks.has(item) && 'marked'];
  const drawn = isAlone(item) ? remark(item, geometry) : arrow(item, geometry);
  return html`<g class="${names.filter(Boolean).join(' ')}" transform="translate(0 ${y})"><text class="at" y="3">${clock(item.atMs)}</text>${drawn}</g>
`;
}

/** `78 ms`, `3.19 s`: short enough to stand beside the first line on a phone. */
function clock(atMs: number): string {
  return atMs < 999.5 ? `${Math.round(atMs)} ms` : formatDuration(atMs);
}

function pause(words: string, y: number): Markup {
  return html`<text class="pause" x="52%" y="${y + 4}">${words}</text>`;
}

/** What only one side has to do with. */
function isAlone({ kind }: LadderRow): boolean {
  return kind === 'printed' || kind === 'started' || kind === 'ended' || kind === 'note';
}

function remark(row: LadderRow, geometry: LadderGeometry): Markup {
  const x = geometry.lines.get(row.kind === 'note' && row.from === 'peer' ? row.lane : 'program') ?? 0;
  const shape = row.kind === 'ended' ? 'stop' : 'print';
  const isRight = x > 80;
  const said = { ...row, words: row.kind === 'printed' ? `› ${row.words}` : row.words };
  const place = html`x="${x}%" dx="${isRight ? -10 : 10}" y="4"`;
  const label = words(said, geometry.remarks).map(
    ([name, text]) => html`<text class="${name}${isRight ? ' before' : ' after'}" ${place}>${text}</text>`,
  );
  return html`<use href="#${shape}" x="${x}%"/>${label}`;
}

function arrow(row: LadderRow, geometry: LadderGeometry): Markup {
  const { tail, tip } = spanOf(row, geometry);
  const isLost = row.kind === 'lost';
  const end = isLost ? tail + (tip - tail) * 0.62 : tip;
  const head = (at: number, isRightward: boolean) =>
    html`<use href="#tip-${isRightward ? 'right' : 'left'}" x="${at}%" y="${slant}"/>`;
  const shapes = isLost
    ? html`<use href="#lost" x="${end}%" y="${slant}"/>`
    : html`${head(tip, tip > tail)}${row.isMutual && head(tail, tail > tip)}`;
  const label = words(row, geometry.labels).map(
    ([name, text]) => html`<text class="${name}" x="${(tail + tip) / 2}%" y="-5">${text}</text>`,
  );
  return html`<line x1="${tail}%" x2="${end}%"${row.isMutual && html` y1="${slant}"`} y2="${slant}"/>${shapes}${label}`;
}

/** The label for a screen and, where that is too long for one, another for a phone: class and text of each. */
function words({ kind, words, detail }: LadderRow, { wide, narrow }: Columns): [string, Markup][] {
  const short = fitText(kind === 'open' ? 'connects' : words, narrow);
  const long = fitText(words, wide);
  const hasRoom = detail !== undefined && long.length + detail.length + 3 <= wide;
  const remark = (name: string) =>
    hasRoom && html`<tspan class="${name}" dx="10">${fitText(detail, wide)}</tspan>`;
  if (short === long) {
    const isBoth = detail === undefined || short.length + detail.length + 3 <= narrow;
    return [['words', html`${long}${remark(isBoth ? 'detail' : 'detail wide')}`]];
  }
  return [
    ['words wide', html`${long}${remark('detail')}`],
    ['words narrow', html`${short}`],
  ];
}
