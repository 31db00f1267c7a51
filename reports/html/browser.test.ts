import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareResults } from '../diff/compare-results.ts';
import { fixtureClass } from '../testing/fixture-class.ts';
import { fixtureObservation } from '../testing/fixture-observation.ts';
import { fixtureProxyScenario } from '../testing/fixture-proxy.ts';
import { fixtureResults, fixtureRun, hostileResults } from '../testing/fixture-results.ts';
import { toTranscriptFile } from '../to-transcript-file.ts';
import { renderClass } from './class-page.ts';
import { writeHtmlReport } from './write-html-report.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const isMissing = !existsSync(executablePath);
const title = isMissing
  ? `the report in a browser (no Chromium at ${executablePath}: apt-get install chromium, or set CHROMIUM)`
  : 'the report in a browser';

/** Long enough to scroll by itself; in the run before, the first two submissions had lost no points. */
function largeClass(): string {
  const results = fixtureClass(60);
  const labRuns = results.labRuns.map((labRun, index) =>
    index > 1
      ? labRun
      : {
          ...labRun,
          verdicts: labRun.verdicts.map((verdict) => ({ ...verdict, status: 'passed' as const })),
        },
  );
  const before = { ...results, labRuns };
  return renderClass(results, {
    since: before.run.startedAt,
    difference: compareResults(before, results),
  });
}

// Where a build server lacks the browser, the tests below must fail, not be skipped.
describe.skipIf(isMissing && !process.env.CI)(title, () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'grade-report-'));
    const results = fixtureRun([...fixtureResults().labRuns, ...hostileResults('eve').labRuns]);
    await writeHtmlReport(folder, results, async (_labRun, { id }) =>
      id === 'basics' ? toTranscriptFile(fixtureObservation(id)) : fixtureProxyScenario(id),
    );
    await mkdir(join(folder, 'large'));
    await writeFile(join(folder, 'large', 'index.html'), largeClass());
    const needsNoSandbox = process.getuid?.() === 0;
    browser = await chromium.launch({ executablePath, args: needsNoSandbox ? ['--no-sandbox'] : [] });
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens a page of the report, gives it to `visit`, and holds it to: no request, no error, no refused script. */
  async function open(path: string, colorScheme: 'light' | 'dark', visit: (page: Page) => Promise<void>) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 900 } });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(join(folder, path)).href);
    await visit(page);
    expect(complaints).toEqual([]);
    await page.close();
  }

  /** Not page.waitForFunction: it evaluates again within the page, which the page's policy forbids. */
  const untilTrue = (page: Page, expression: string) =>
    expect.poll(() => page.evaluate(expression), { timeout: 10_000 }).toBe(true);

  /** What axe-core finds against WCAG 2 A and AA, with the first place of each. */
  async function findViolations(page: Page): Promise<unknown> {
    await page.evaluate(axe.source);
    const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
    return page.evaluate(
      `axe.run(document, { runOnly: ${tags} }).then(({ violations }) => violations.map(({ id, nodes: [first] }) => id + ": " + first.html + first.failureSummary))`,
    );
  }

  const kinds = [
    ['class', 'index.html'],
    ['large class with changes', 'large/index.html'],
    ['failing submission', 'alan.turing/web-server/index.html'],
    ['clean submission', 'ada.lovelace/web-server/index.html'],
    ['submission without its server', 'barbara.liskov/udp-pinger/index.html'],
    ['submission with one mending for several checks', 'edsger.dijkstra/proxy/index.html'],
    ['hostile submission', 'eve/proxy/index.html'],
    ['ungradable submission', 'dennis.ritchie/proxy/index.html'],
  ] as const;

  for (const colorScheme of ['light', 'dark'] as const) {
    it.each(kinds)(
      `%s, ${colorScheme}: no violation of WCAG 2 A or AA, nothing wider than a phone`,
      async (_kind, path) => {
        await open(path, colorScheme, async (page) => {
          await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
          const violations = await findViolations(page);
          expect(violations).toEqual([]);
          await page.setViewportSize({ width: 360, height: 780 });
          const width = await page.evaluate('document.documentElement.scrollWidth');
          expect(width).toBe(360);
        });
      },
    );
  }

  it('would be told of a violation', async () => {
    await open('index.html', 'light', async (page) => {
      await page.evaluate('document.querySelector("h1").style.color = "#ccc"');
      expect(await findViolations(page)).toEqual([expect.stringContaining('color-contrast: <h1')]);
    });
  });

  it('sorts by a click and by a key, and tells assistive software', async () => {
    await open('index.html', 'light', async (page) => {
      const names = () => page.locator('#students tbody tr:visible th').allTextContents();
      const before = await names();
      await page.getByRole('button', { name: 'Total' }).click();
      const header = page.locator('#students th', { hasText: 'Total' });
      expect(await header.getAttribute('aria-sort')).toBe('descending');
      const totals = await page
        .locator('#students td.total')
        .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-sort'))));
      expect(totals).toEqual(totals.toSorted((a, b) => b - a));
      await page.getByRole('button', { name: 'Student' }).press('Enter');
      expect(await names()).toEqual(before);
      await page.getByRole('button', { name: 'Student' }).press('Space');
      expect(await names()).toEqual(before.toReversed());
    });
  });

  it('filters by name', async () => {
    await open('index.html', 'light', async (page) => {
      await page.getByLabel('Name').fill('tur');
      expect(await page.locator('#students tbody tr:visible th').allTextContents()).toEqual(['alan.turing']);
      expect(await page.getByRole('status').textContent()).toBe('1 of 15 shown');
    });
  });

  it('narrows a large class to a lab and to a state, by keys alone', async () => {
    await open('large/index.html', 'light', async (page) => {
      const rows = page.locator('#students tbody tr:visible');
      const choose = async (label: string, key: string) => {
        await page.getByLabel(label, { exact: true }).focus();
        await page.keyboard.type(key);
      };
      await choose('Show', 'late');
      const late = await rows.count();
      expect(late).toBeGreaterThan(0);
      for (const row of await rows.all()) expect(await row.textContent()).toMatch(/days? late/);
      await choose('Lab', 'Caching');
      expect(await rows.count()).toBeLessThan(late);
      for (const row of await rows.all()) {
        expect(await row.locator('td').nth(2).textContent()).toMatch(/days? late/);
      }
      expect(await page.getByRole('status').textContent()).toBe(`${await rows.count()} of 60 shown`);
      await choose('Show', 'not handed');
      for (const row of await rows.all()) {
        expect(await row.locator('td').nth(2).textContent()).toContain('not handed in');
      }
    });
  });

  it('keeps the head of a large class in sight, and prints every row of it', async () => {
    await open('large/index.html', 'light', async (page) => {
      const scroller = page.locator('.tall');
      await scroller.focus();
      await page.keyboard.press('End');
      await untilTrue(page, 'document.querySelector(".tall").scrollTop > 500');
      await scroller.scrollIntoViewIfNeeded();
      const top = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y ?? -1;
      expect(Math.abs((await top('.tall thead')) - (await top('.tall')))).toBeLessThan(2);
      await page.emulateMedia({ media: 'print' });
      const cut = await page.evaluate(
        '(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector(".tall"))',
      );
      expect(cut).toBeLessThan(2);
    });
  });

  it('leads from a finding to the remarks of its submission', async () => {
    await open('index.html', 'light', async (page) => {
      await page.getByRole('link', { name: /^\d+ findings$/ }).click();
      await page.locator('section[aria-labelledby="findings"] li a').first().click();
      await page.waitForURL(/#remarks$/);
      expect(await page.getByRole('heading', { name: 'Remarks' }).isVisible()).toBe(true);
    });
  });

  it('keeps the chosen colours from page to page, without storage', async () => {
    await open('index.html', 'light', async (page) => {
      const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await background();
      await page.getByRole('button', { name: 'Dark colours' }).click();
      const dark = await background();
      expect(dark).not.toBe(light);
      await page.locator('#students a').first().click();
      await page.waitForURL(/web-server/);
      expect(await background()).toBe(dark);
    });
  });

  it('leads from a failed check to its place in the picture, and back', async () => {
    await open('alan.turing/web-server/index.html', 'light', async (page) => {
      await page.evaluate(
        'for (const fold of document.querySelectorAll("details.scenario")) fold.open = false',
      );
      await page.getByRole('link', { name: 'show it in the picture' }).first().click();
      await untilTrue(page, 'document.querySelector("details.scenario").open');
      const flag = page.locator('.pins :target a, .pins a:target').first();
      expect(await flag.isVisible()).toBe(true);
      expect(await page.getByRole('img', { name: /^Ladder diagram/ }).count()).toBeGreaterThan(0);
      await flag.press('Enter');
      expect(await page.locator('.finding:target, details:target').count()).toBe(1);
    });
  });

  it('opens the fold that a link points into', async () => {
    await open('alan.turing/web-server/index.html', 'light', async (page) => {
      const target = page.locator('details.bytes').first();
      expect(await target.getAttribute('open')).toBeNull();
      await page.getByText('Byte by byte').first().click();
      await page.getByRole('link', { name: 'http-client-1 in the whole transcript' }).click();
      await untilTrue(page, 'document.querySelector("details.bytes").open');
      expect(await page.locator(':target').isVisible()).toBe(true);
    });
  });
});
