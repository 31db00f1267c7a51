import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axe from 'axe-core';
import { execa } from 'execa';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { writeHtmlReport } from '../reports/html/write-html-report.ts';
import { transcriptReader } from '../reports/read-transcript.ts';
import { fixtureResults, fixtureRun, hostileResults } from '../reports/testing/fixture-results.ts';
import { ProgressFile } from '../src/run/progress-file.ts';
import { openReportServer } from '../src/serve/report-server.ts';

const grade = path.join(appFolder, 'grade');
const patienceMs = 240_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'serve-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([
  [['nowhere'], /^grade: There is no folder .*nowhere\. Grade first/],
  [['--port', 'many'], /It must be a port, 1 to 65535, or 0/],
  [['--port', '70000'], /It must be a port/],
])('serve %j says in a sentence what is wrong, and exits with 2', async (args, words) => {
  const { exitCode, stderr } = await execa(grade, ['serve', ...args], { cwd: folder, reject: false });
  expect(stderr).toMatch(words);
  expect(exitCode).toBe(2);
});

/** The address that a command says it serves at. */
function addressOf(run: PromiseLike<unknown> & { readonly stderr: NodeJS.ReadableStream }): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    run.stderr?.on('data', (chunk) => {
      said += chunk;
      const [, address] = /Live at (http:\S+)\n/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    run.then(() => reject(new Error(`It ended: ${said}`)), reject);
  });
}

test('two are served beside each other, the second on the next free port, and Ctrl-C ends each with 0', async () => {
  const first = execa(grade, ['serve', folder], { reject: false });
  const firstAddress = await addressOf(first);
  const second = execa(grade, ['serve', folder], { reject: false });
  const secondAddress = await addressOf(second);
  expect(new URL(firstAddress).hostname).toBe('127.0.0.1');
  expect(Number(new URL(secondAddress).port)).toBeGreaterThan(4723);
  // Somebody who looks on does not hold up the end.
  const looking = await fetch(new URL('/-/live', secondAddress));
  for (const run of [first, second]) {
    run.kill('SIGINT');
    expect((await run).exitCode).toBe(0);
  }
  expect(String((await second).stderr)).toContain('Port 4723 is taken; this is the next that is free.');
  await looking.text().catch(() => '');
});

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const isMissing = !existsSync(executablePath);
const title = isMissing
  ? `the live page in a browser (no Chromium at ${executablePath}: apt-get install chromium, or set CHROMIUM)`
  : 'the live page in a browser';

// Where a build server lacks the browser, the tests below must fail, not be skipped.
describe.skipIf(isMissing && !process.env.CI)(title, () => {
  let browser: Browser;
  beforeAll(async () => {
    const needsNoSandbox = process.getuid?.() === 0;
    browser = await chromium.launch({ executablePath, args: needsNoSandbox ? ['--no-sandbox'] : [] });
  });
  afterAll(() => browser?.close());

  /** A page whose complaints (errors, refused scripts, requests to elsewhere) are kept. */
  async function openPage(colorScheme: 'light' | 'dark' = 'light') {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 900 } });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (!/^(data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) complaints.push(request.url());
    });
    return { page, complaints };
  }

  /** Set in the page; a reload forgets it. */
  const mark = (page: Page) => page.evaluate('window.isStillHere = true');
  const isMarked = (page: Page) => page.evaluate('window.isStillHere === true');
  // Not page.waitForFunction: it evaluates in the page, which the page's policy forbids.
  const forgetsMark = (page: Page) => expect.poll(() => isMarked(page), { timeout: patienceMs }).toBe(false);

  it('shows a run as it goes on, without a reload; reports that are open come anew by themselves', {
    timeout: patienceMs,
  }, async () => {
    // As root, slots run as nobody and look for their files below it.
    await chmod(folder, 0o755);
    await mkdir(path.join(folder, 'class/ada/web-server'), { recursive: true });
    await mkdir(path.join(folder, 'class/bob/web-server'), { recursive: true });
    await writeFile(path.join(folder, 'class/bob/web-server/server.py'), 'import time\ntime.sleep(60)\n');
    const run = execa(grade, ['all', 'class', '-o', 'out', '--serve'], { cwd: folder, reject: false });
    const address = await addressOf(run);
    const { page, complaints } = await openPage();
    await page.goto(address);
    await mark(page);
    await page.getByText('of 2 done').waitFor({ timeout: patienceMs });
    const running = page.locator('[data-part=running] tbody tr', { hasText: 'bob' });
    const finished = page.locator('[data-part=finished] tbody tr', { hasText: 'ada' });
    await Promise.all([running.waitFor(), finished.waitFor()]);
    expect(await finished.textContent()).toMatch(/0 of 100/);
    expect(await page.title()).toBe('1 of 2: grading');
    // The page of what is finished is there before the report is.
    expect(await readdir(path.join(folder, 'out'))).not.toContain('index.html');
    const { page: report, complaints: reportComplaints } = await openPage();
    const opened = await report.goto(new URL('ada/web-server/index.html', address).href);
    expect(opened?.status()).toBe(200);
    expect(await report.locator('h1').textContent()).toBe('Web server');
    await mark(report);
    await page.getByRole('link', { name: 'Open the report' }).waitFor({ timeout: patienceMs });
    expect(await page.title()).toBe('2 of 2: graded');
    expect(await isMarked(page)).toBe(true);
    await forgetsMark(report);
    await page.getByRole('link', { name: 'Open the report' }).click();
    expect(await page.locator('#students tbody tr').count()).toBe(2);
    await page.getByRole('link', { name: 'grade: live page' }).click();
    await page.getByRole('heading', { name: 'Graded', exact: true }).waitFor();
    expect([...complaints, ...reportComplaints]).toEqual([]);
    await Promise.all([page.close(), report.close()]);
    run.kill('SIGINT');
    expect((await run).exitCode).toBe(0);
  });

  it('says that the server has ended, and goes on by itself when it is back', async () => {
    const first = await openReportServer({ folder, port: 0 });
    const { page } = await openPage();
    await page.goto(first.url);
    await page.getByRole('heading', { name: 'Nothing graded yet' }).waitFor();
    await mark(page);
    await first[Symbol.asyncDispose]();
    await page.getByText('`grade serve` has ended').waitFor();
    await using progress = new ProgressFile(folder, { seed: '1', runtime: 'namespace' });
    progress.begin(3);
    await using _second = await openReportServer({ folder, port: Number(new URL(first.url).port) });
    await page.getByRole('heading', { name: 'Grading' }).waitFor();
    expect(await page.getByText('`grade serve` has ended').isVisible()).toBe(false);
    expect(await isMarked(page)).toBe(true);
    await page.close();
  });

  it('keeps folds open when a report comes anew', async () => {
    const results = fixtureResults();
    const write = (command: string) =>
      writeHtmlReport(folder, { ...results, run: { ...results.run, command } }, async () => undefined);
    await write('one');
    await using server = await openReportServer({ folder, port: 0 });
    const { page, complaints } = await openPage();
    await page.goto(new URL('alan.turing/web-server/index.html', server.url).href);
    const fold = page.locator('details').first();
    const isOpen = async () => (await fold.getAttribute('open')) !== null;
    const wasOpen = await isOpen();
    await fold.locator('summary').first().click();
    await mark(page);
    await write('two, after the first');
    await forgetsMark(page);
    await page.getByText('two, after the first').waitFor({ state: 'attached' });
    await expect.poll(isOpen, { timeout: patienceMs }).toBe(!wasOpen);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('keeps the fold of a check open when others have come before it', async () => {
    const results = fixtureResults();
    const withFaults = (...faults: readonly string[]) =>
      results.labRuns.map((labRun) => ({
        ...labRun,
        verdicts: labRun.verdicts.map((each): typeof each => {
          const isFault = labRun.lab === 'web-server' && faults.includes(each.check);
          return { ...each, status: isFault ? 'failed' : 'passed', hint: each.check };
        }),
      }));
    const write = (...faults: readonly string[]) =>
      writeHtmlReport(folder, { ...results, labRuns: withFaults(...faults) }, async () => undefined);
    await write('web-server/many-clients');
    await using server = await openReportServer({ folder, port: 0 });
    const { page, complaints } = await openPage();
    await page.goto(new URL('alan.turing/web-server/index.html', server.url).href);
    const fold = page.locator('#check-web-server\\.many-clients');
    const passed = page.locator('details.passed-checks');
    await fold.locator('summary').first().click();
    await passed.locator('summary').click();
    const count = await passed.locator('summary').textContent();
    await mark(page);
    await write('web-server/answers', 'web-server/many-clients', 'web-server/stays-in-root');
    await forgetsMark(page);
    await page.locator('#check-web-server\\.stays-in-root').waitFor({ state: 'attached' });
    await expect.poll(() => fold.getAttribute('open'), { timeout: patienceMs }).toBe('');
    expect(await passed.getAttribute('open')).toBe('');
    expect(await passed.locator('summary').textContent()).not.toBe(count);
    expect(await page.locator('details.robust').getAttribute('open')).toBeNull();
    expect(complaints).toEqual([]);
    await page.close();
  });

  const phases = ['empty', 'running', 'ended'] as const;
  const views = phases.flatMap((phase) => [[phase, 'light'] as const, [phase, 'dark'] as const]);
  it.each(views)(
    '%s, %s: no violation of WCAG 2 A or AA, nothing wider than a phone',
    async (phase, colorScheme) => {
      const results = fixtureRun([...fixtureResults().labRuns, ...hostileResults('eve').labRuns]);
      if (phase === 'ended') {
        await writeFile(path.join(folder, 'results.json'), JSON.stringify(results));
        await writeHtmlReport(folder, results, transcriptReader(folder));
      }
      await using progress = phase === 'running' ? new ProgressFile(folder, results.run) : undefined;
      progress?.begin(results.labRuns.length + 1);
      progress?.started({ student: '<b>mallory</b>', lab: 'proxy', location: '/' });
      for (const [index, labRun] of results.labRuns.entries()) {
        progress?.finished({ ...labRun, gradable: labRun.gradable && index % 7 !== 3 }, index % 5 === 0);
      }
      await using server = await openReportServer({ folder, port: 0 });
      const { page, complaints } = await openPage(colorScheme);
      await page.goto(server.url);
      const heading = { empty: 'Nothing graded yet', running: 'Grading', ended: 'Graded' }[phase];
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
      if (phase === 'running') await page.getByText('<b>mallory</b>').waitFor();
      expect(complaints).toEqual([]);
      expect(await findViolations(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 780 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.close();
    },
  );
});

/** What axe-core finds against WCAG 2 A and AA, with the first place of each. */
async function findViolations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  return page.evaluate(
    `axe.run(document, { runOnly: ${tags} }).then(({ violations }) => violations.map(({ id, nodes: [first] }) => id + ": " + first.html + first.failureSummary))`,
  );
}
