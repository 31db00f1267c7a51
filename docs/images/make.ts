/**
 * Makes the pictures of the README from a report: `node docs/images/make.ts REPORT-FOLDER STUDENT LAB`.
 * It needs Chromium at /usr/bin/chromium, or where the variable CHROMIUM says.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [folder, student, lab] = process.argv.slice(2);
if (folder === undefined || student === undefined || lab === undefined) {
  process.stderr.write('Usage: node docs/images/make.ts REPORT-FOLDER STUDENT LAB\n');
  process.exit(2);
}
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
await using browser = await chromium.launch({ executablePath, args });

/** One page of the report, its first `height` pixels. */
async function takePicture(page: string, name: string, height: number): Promise<void> {
  const tab = await browser.newPage({ viewport: { width: 1000, height }, deviceScaleFactor: 1.5 });
  await tab.goto(pathToFileURL(path.resolve(folder ?? '', page)).href);
  await tab.screenshot({ path: path.join(import.meta.dirname, name) });
  await tab.close();
}

/** The first ladder diagram that is open on a page, whole. */
async function takeLadder(page: string, name: string): Promise<void> {
  const tab = await browser.newPage({ viewport: { width: 1000, height: 900 }, deviceScaleFactor: 1.5 });
  await tab.goto(pathToFileURL(path.resolve(folder ?? '', page)).href);
  const ladder = tab.locator('details[open] .ladder .canvas').first();
  await ladder.screenshot({ path: path.join(import.meta.dirname, name) });
  await tab.close();
}

await takePicture('index.html', 'class.png', 720);
await takePicture(`${student}/${lab}/index.html`, 'submission.png', 1100);
await takeLadder(`${student}/${lab}/index.html`, 'ladder.png');
