import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { compareResults } from '../reports/diff/compare-results.ts';
import { renderClass } from '../reports/html/class-page.ts';
import { fixtureClass } from '../reports/testing/fixture-class.ts';

/**
 * How large the page of a class is, and how long a browser takes until it answers: `node bench/class-page.ts [students]`,
 * 1,000 by default, in five labs. It needs Chromium at /usr/bin/chromium, or where the variable CHROMIUM says.
 */
const students = Number(process.argv[2] ?? 1_000);
const rounds = 5;

const results = fixtureClass(students);
const before = { ...fixtureClass(students), labRuns: results.labRuns.slice(5).map(otherwise) };
await using folder = await mkdtempDisposable(path.join(tmpdir(), 'grade-class-page-'));
const file = path.join(folder.path, 'index.html');

const renderingSince = performance.now();
const changes = { since: before.run.startedAt, difference: compareResults(before, results) };
const page = renderClass(results, changes);
const renderMs = performance.now() - renderingSince;
await writeFile(file, page);

const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
await using browser = await chromium.launch({ executablePath, args });
const visits = [];
for (let round = 0; round < rounds; round++) visits.push(await visit(browser));

console.log(`${results.labRuns.length} lab runs of ${students} students`);
console.log(
  `index.html: ${(Buffer.byteLength(page) / 1e6).toFixed(2)} MB, written in ${Math.round(renderMs)} ms`,
);
for (const key of ['openMs', 'sortMs', 'filterMs'] as const) {
  const sorted = visits.map((each) => each[key]).toSorted((a, b) => a - b);
  console.log(
    `${key}: median ${Math.round(sorted[rounds >> 1] ?? 0)}, slowest ${Math.round(sorted.at(-1) ?? 0)}`,
  );
}

/** Every tenth submission had nothing but passed checks. */
function otherwise(labRun: (typeof results.labRuns)[number], index: number) {
  if (index % 10 !== 0) return labRun;
  const verdicts = labRun.verdicts.map((verdict) => ({ ...verdict, status: 'passed' as const }));
  return { ...labRun, verdicts };
}

/** Opens the page anew: until it is drawn and its script has run, then until a press and a word have taken effect. */
async function visit(on: Browser) {
  const tab = await on.newPage({ viewport: { width: 1280, height: 900 } });
  await tab.goto(pathToFileURL(file).href);
  const timed = await tab.evaluate(`(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await drawn();
    const openMs = performance.now();
    const time = async (act) => { const since = performance.now(); act(); await drawn(); return performance.now() - since; };
    const box = document.querySelector('[data-by="name"]');
    const sortMs = await time(() => [...document.querySelectorAll('#students th button')].at(-1).click());
    const filterMs = await time(() => { box.value = '77'; box.dispatchEvent(new Event('input', { bubbles: true })); });
    return { openMs, sortMs, filterMs };
  })()`);
  await tab.close();
  return timed as { openMs: number; sortMs: number; filterMs: number };
}
