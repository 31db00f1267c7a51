import type { LadderRow } from '../picture/ladder-row.ts';
import { type LadderDrawing, ladderSvg } from '../picture/ladder-svg.ts';
import type { PlacedItem } from '../picture/lay-out-ladder.ts';
import { rowText } from '../picture/row-text.ts';
import type { Verdict } from '../schema.ts';
import { formatCount, formatDuration } from '../text/format.ts';
import { checkAnchor, pinAnchor, scenarioAnchor } from './anchors.ts';
import { html, type Markup } from './markup.ts';

export interface LadderOptions {
  readonly scenario: string;
  readonly title: string;
  readonly drawing: LadderDrawing;
  /** The failed checks of the scenario, in the order of the lab: their places are their numbers in the picture. */
  readonly failed: readonly Verdict[];
}

/** The ladder diagram of a scenario with what failed in it, and the same rows as text. */
export function ladder({ scenario, title, drawing, failed }: LadderOptions): Markup {
  const { layout, ends } = drawing;
  const id = `${scenarioAnchor(scenario)}-picture`;
  const hosts = new Intl.ListFormat('en-GB').format(ends.map(({ name }) => name));
  return html`<figure class="ladder${ends.length > 2 && html` three`}">
<div class="canvas"><svg class="drawing" role="img" aria-labelledby="${id}-title ${id}-desc" width="100%" height="${Math.ceil(layout.height)}"><title id="${id}-title">Ladder diagram: ${title}</title><desc id="${id}-desc">Time runs downward. From left to right: ${hosts}. ${summary(drawing)} The same rows follow as text.</desc>
${ladderSvg(drawing)}</svg>${pins(scenario, drawing, failed)}</div>
<figcaption>${key(drawing)}</figcaption>
${marked(scenario, drawing, failed)}
<details class="as-text"><summary>The same as text</summary><ol>${layout.items.map(({ item }) => html`<li>${'atMs' in item && html`<span class="time">${Math.round(item.atMs)} ms</span> `}${rowText(item, ends)}</li>`)}</ol></details>
</figure>`;
}

function summary({ layout, marks }: LadderDrawing): string {
  const rows = layout.items.flatMap(({ item }) => ('atMs' in item ? [item] : []));
  const lost = rows.filter(({ kind }) => kind === 'lost').length;
  const late = rows.filter(({ isLate }) => isLate).length;
  const parts = [
    formatCount(rows.length, 'row'),
    lost > 0 && `${lost} lost`,
    late > 0 && `${late} late`,
    marks.size > 0 && `${marks.size} marked as failed`,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

/** A flag on each row where a check failed; it leads to the check. Apart from the picture, as an image has no links. */
function pins(scenario: string, { layout, marks }: LadderDrawing, failed: readonly Verdict[]): Markup | null {
  if (marks.size === 0) return null;
  const pinned = new Set<Verdict>();
  const flags = layout.items.flatMap(({ item, y }) => {
    const verdicts = 'atMs' in item ? (marks.get(item) ?? []) : [];
    const [first] = verdicts;
    if (!first) return [];
    const fresh = verdicts.filter((verdict) => !pinned.has(verdict));
    for (const verdict of fresh) pinned.add(verdict);
    return [flag({ scenario, y, verdicts, fresh, failed })];
  });
  return html`<svg class="pins" width="100%" height="${Math.ceil(layout.height)}">${flags}</svg>`;
}

interface Flag {
  readonly scenario: string;
  readonly y: PlacedItem['y'];
  readonly verdicts: readonly Verdict[];
  /** Those of them that have no flag further up. */
  readonly fresh: readonly Verdict[];
  readonly failed: readonly Verdict[];
}

function flag({ scenario, y, verdicts, fresh, failed }: Flag): Markup {
  const [first] = verdicts;
  const numbers = verdicts.map((verdict) => failed.indexOf(verdict) + 1);
  const shown = flagNumbers(numbers);
  const words = verdicts.map(({ title }) => title).join('; ');
  const link = html`<a href="#${checkAnchor(first?.check ?? '')}" aria-label="✗${shown}, failed here: ${words}"><rect x="91.5%" y="${y - 15}" width="8.5%" height="22" rx="3"/><text x="95.75%" y="${y}" text-anchor="middle">✗${shown}</text></a>`;
  return fresh.reduce(
    (inner, { check }) => html`<g id="${pinAnchor(scenario, check)}">${inner}</g>`,
    html`${link}`,
  );
}

/** ` 1`, `1–3`, `1+`: there is little room on a phone. */
function flagNumbers(numbers: readonly number[]): string {
  const [first = 0] = numbers;
  if (numbers.length === 1) return ` ${first}`;
  const isRun = numbers.every((each, index) => each === first + index);
  return isRun ? `${first}–${first + numbers.length - 1}` : `${first}+`;
}

/** The first row of the picture on which a failed check rests; undefined where it has none. */
export function findPlace({ layout, marks }: LadderDrawing, verdict: Verdict): LadderRow | undefined {
  const shown = layout.items.flatMap(({ item }) => ('atMs' in item ? [item] : []));
  return shown.find((row) => marks.get(row)?.includes(verdict));
}

/** Each failed check of the scenario, with its number in the picture or why it has none. */
function marked(scenario: string, drawing: LadderDrawing, failed: readonly Verdict[]): Markup | null {
  if (failed.length === 0) return null;
  const line = (verdict: Verdict, index: number) => {
    const row = findPlace(drawing, verdict);
    const place = row
      ? html`<a href="#${pinAnchor(scenario, verdict.check)}">at ${formatDuration(row.atMs)}</a>`
      : 'about the story as a whole';
    return html`<li><span class="number">✗ ${index + 1}</span> <span><a href="#${checkAnchor(verdict.check)}">${verdict.title}</a> <span class="quiet">${place}</span></span></li>`;
  };
  return html`<p class="label">Failed here</p><ol class="marked">${failed.map(line)}</ol>`;
}

/** What the signs mean, as far as they occur. */
function key({ layout }: LadderDrawing): string {
  const rows = layout.items.flatMap(({ item }) => ('atMs' in item ? [item] : []));
  const parts = [
    'Time runs downward',
    rows.some(({ kind }) => kind === 'lost') && '✕ lost on the way',
    rows.some(({ isLate }) => isLate) && 'dashed: too late',
    rows.some(({ kind }) => kind === 'printed') && '› printed by the program',
    rows.some(({ kind }) => kind === 'open') && 'bare ACKs are not drawn',
  ];
  return `${parts.filter(Boolean).join(' · ')}.`;
}
