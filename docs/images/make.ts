/**
 * Makes the pictures of the documentation from a report on the sample class: `./grade all examples/class`, then
 * `node docs/images/make.ts grade-report`. It needs Chromium at /usr/bin/chromium, or where the variable CHROMIUM says.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Usage: node docs/images/make.ts REPORT-FOLDER\n');
  process.exit(2);
}
const width = 1000;
/** Around a ladder, in px. */
const margin = 16;
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
await using browser = await chromium.launch({ executablePath, args });

async function open(page: string, hash = ''): Promise<Page> {
  const tab = await browser.newPage({ viewport: { width, height: 900 }, deviceScaleFactor: 1.5 });
  await tab.goto(`${pathToFileURL(path.resolve(folder ?? '', page)).href}${hash}`);
  return tab;
}

const fileOf = (name: string) => path.join(import.meta.dirname, name);

/** The top of a page, down to the end of the first `last` in it. */
async function takeTop(page: string, last: string, name: string): Promise<void> {
  const tab = await open(page);
  const box = await tab.locator(last).first().boundingBox();
  if (box === null) throw new Error(`${page} shows no ${last}: is it a report on examples/class?`);
  const height = Math.ceil(box.y + box.height);
  await tab.screenshot({ path: fileOf(name), fullPage: true, clip: { x: 0, y: 0, width, height } });
  await tab.close();
}

/** The whole ladder diagram of a story. */
async function takeLadder(page: string, story: string, name: string): Promise<void> {
  const tab = await open(page, `#scenario-${story}`);
  const box = await tab.locator(`#scenario-${story} .ladder .canvas`).boundingBox();
  if (box === null) throw new Error(`${page} has no picture of ${story}: is it a report on examples/class?`);
  const clip = {
    x: box.x - margin,
    y: ((await tab.evaluate('scrollY')) as number) + box.y,
    width: box.width + 2 * margin,
    height: box.height,
  };
  await tab.screenshot({ path: fileOf(name), fullPage: true, clip });
  await tab.close();
}

await takeTop('index.html', '#students tbody tr:nth-child(9)', 'class.png');
await takeTop('katja/proxy/index.html', '.finding .excerpt', 'submission.png');
await takeLadder('petra/icmp-ping/index.html', 'answered', 'ladder.png');
