import type { LabStatistics } from '../class-summary.ts';
import { html, type Markup } from './markup.ts';

/** How the points of a lab are spread: ten columns, one per tenth of the possible points. */
export function histogram({ histogram: tenths, lab }: LabStatistics): Markup {
  const highest = Math.max(1, ...tenths);
  const words = tenths
    .map((count, index) => `${index * 10} to ${index * 10 + 10} percent: ${count}`)
    .join(', ');
  return html`<figure class="spread"><svg class="histogram" viewBox="0 0 100 32" preserveAspectRatio="none" role="img" aria-label="Points in ${lab.title}, ${words}">
${tenths.map((count, index) => column(index, count === 0 ? 0 : count / highest))}</svg><figcaption aria-hidden="true"><span>0 %</span><span>of the points</span><span>100 %</span></figcaption></figure>`;
}

/** `share` of the highest column; what is empty is a line, so that it is seen to be. */
function column(index: number, share: number): Markup {
  const height = share === 0 ? 1 : Math.max(3, Math.round(share * 30));
  return html`<rect x="${index * 10 + 0.75}" y="${32 - height}" width="8.5" height="${height}" class="${share === 0 ? 'empty' : 'level'}"/>`;
}
