import { type LabStatistics, labStatistics } from '../class-summary.ts';
import type { Results } from '../schema.ts';
import { formatPoints } from '../text/format.ts';
import { histogram } from './histogram.ts';
import { html, type Markup } from './markup.ts';

/** The labs side by side: how the class did in each. Leads to what it struggles with there. */
export function labStrip(results: Results): Markup | null {
  if (results.labs.length === 0) return null;
  return html`<nav class="strip" aria-label="Labs"><ul>${results.labs.map((lab) => card(labStatistics(lab, results)))}</ul></nav>`;
}

function card(statistics: LabStatistics): Markup {
  const { lab, gradable, ungradable, medianPoints } = statistics;
  const facts = [
    medianPoints !== undefined && `median ${formatPoints(medianPoints)}`,
    `${gradable.length} graded`,
    ungradable.length > 0 && `${ungradable.length} not`,
  ];
  return html`<li><a href="#lab-${lab.id}">${lab.title}</a>${histogram(statistics)}<p class="quiet">${facts.filter(Boolean).join(' · ')}</p></li>`;
}
