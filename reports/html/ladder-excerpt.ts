import { drawExcerpt } from '../picture/draw-excerpt.ts';
import { type LadderDrawing, ladderSvg } from '../picture/ladder-svg.ts';
import { rowText } from '../picture/row-text.ts';
import type { Verdict } from '../schema.ts';
import { html, type Markup } from './markup.ts';

/** The few rows of a ladder in which a check failed, beside what is said of it; null where it is on no row. */
export function ladderExcerpt(whole: LadderDrawing, verdict: Verdict): Markup | null {
  const drawing = drawExcerpt(whole, verdict);
  if (!drawing) return null;
  const { layout, ends } = drawing;
  const words = layout.items.map(({ item }) => rowText(item, ends)).join('; ');
  return html`<div class="ladder excerpt${ends.length > 2 && html` three`}"><div class="canvas"><svg class="drawing" role="img" aria-label="From the picture of the story: ${words}" width="100%" height="${Math.ceil(layout.height)}">
${ladderSvg(drawing)}</svg></div></div>`;
}
