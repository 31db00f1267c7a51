import type { Finding, LabRun } from '../schema.ts';
import { clipText } from '../text/clip-text.ts';
import { formatCount, formatNumber } from '../text/format.ts';
import { remarksAnchor } from './anchors.ts';
import { submissionLink } from './class-links.ts';
import { codeText, html, type Markup } from './markup.ts';

/** So many more would only make a page that opens slowly. */
const maxShown = 1_000;
const maxDetailLength = 400;

interface PlacedFinding {
  readonly labRun: LabRun;
  readonly finding: Finding;
}

/** How many findings the lab runs have. */
export function countFindings(labRuns: readonly LabRun[]): number {
  return labRuns.reduce((all, { findings }) => all + findings.length, 0);
}

/** What was noticed in the programs of a class and costs no points; what only the instructor sees comes first. */
export function findingsList(labRuns: readonly LabRun[]): Markup | null {
  const all = labRuns.flatMap((labRun) => labRun.findings.map((finding) => ({ labRun, finding })));
  if (all.length === 0) return null;
  const sorted = all.toSorted((a, b) => rank(a) - rank(b) || a.finding.id.localeCompare(b.finding.id));
  const shown = sorted.slice(0, maxShown);
  const forStaff = all.filter((each) => rank(each) === 0).length;
  const left = all.length - shown.length;
  return html`<section aria-labelledby="findings"><h2 id="findings">Findings</h2>
<p class="lead">Remarks on ${formatCount(new Set(all.map(({ labRun }) => labRun)).size, 'program')}. None costs points; judge for yourself.${forStaff > 0 && ` Students do not see what is marked “staff” (${formatNumber(forStaff)}) in the editions made for them.`}</p>
<ul class="checks placed">${shown.map(line)}</ul>
${left > 0 && html`<p class="legend">${formatCount(left, 'more finding')} not shown here; each is on the page of its submission.</p>`}</section>`;
}

function rank({ finding }: PlacedFinding): number {
  return finding.audience === 'staff' ? 0 : 1;
}

function line({ labRun, finding: { title, detail, audience } }: PlacedFinding): Markup {
  return html`<li>${submissionLink(labRun, remarksAnchor)} <span><strong>${clipText(title, maxDetailLength)}</strong>${audience === 'staff' && html` <span class="chip">staff</span>`}${detail && html`<br><code>${codeText(clipText(detail, maxDetailLength))}</code>`}</span></li>
`;
}
