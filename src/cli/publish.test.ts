import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cleanRun, resultsOf, ungradableRun } from '../../reports/export/testing/fixture-exports.ts';
import { FakeCanvas } from '../publish/testing/fake-canvas.ts';
import { addPublishCommand } from './publish.ts';

const server = setupServer();
let canvas: FakeCanvas;
let folder: string;
let printed: string;
let warned: string;

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
beforeEach(async () => {
  canvas = new FakeCanvas();
  server.resetHandlers(...canvas.handlers());
  folder = await mkdtemp(path.join(tmpdir(), 'publish-'));
  [printed, warned] = ['', ''];
  vi.stubEnv('CANVAS_TOKEN', canvas.token);
  vi.spyOn(process.stdout, 'write').mockImplementation((...args: unknown[]) => {
    printed += String(args[0]);
    const done = args.at(-1);
    if (typeof done === 'function') done();
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    warned += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const usual = ['--course', '7', '--assignment', 'proxy=90'];

async function publish(args: readonly string[], results = resultsOf(cleanRun(), cleanRun('grace.hopper'))) {
  await writeFile(path.join(folder, 'results.json'), JSON.stringify(results));
  let status = -1;
  const program = new Command('grade').exitOverride().configureOutput({ writeErr: () => {} });
  addPublishCommand(program, (code) => {
    status = code;
  });
  const url = args.includes('--url') ? [] : ['--url', canvas.url];
  await program.parseAsync(['publish', 'canvas', folder, ...url, ...args], { from: 'user' });
  return status;
}

test('shows what would change, and sends it with --apply alone', async () => {
  expect(await publish(usual)).toBe(0);
  expect(printed).toContain('ada.lovelace (proxy): none -> 100\n');
  expect(printed).toContain('2 scores to send; nothing was sent. Send with --apply.');
  expect(canvas.puts).toEqual([]);
  expect(await publish([...usual, '--apply'])).toBe(0);
  expect(printed).toContain('2 scores sent.');
  expect(canvas.puts).toEqual(['501=100', '502=100']);
  expect(await readFile(path.join(folder, 'canvas-published.jsonl'), 'utf8')).toContain(
    '"student":"grace.hopper"',
  );
  expect(await publish([...usual, '--apply'])).toBe(0);
  expect(printed).toContain('0 scores sent.');
});

test('leaves another score as it is, and says so with status 3, until it is told to overwrite', async () => {
  canvas.scores.set('502', 42);
  expect(await publish([...usual, '--apply'])).toBe(3);
  expect(printed).toContain('grace.hopper (proxy): 42 -> 100 (stays)');
  expect(warned).toContain('1 score on Canvas');
  expect(canvas.puts).toEqual(['501=100']);
  expect(await publish([...usual, '--apply', '--overwrite'])).toBe(0);
  expect(canvas.puts).toEqual(['501=100', '502=100']);
});

test('sends nothing for what could not be graded', async () => {
  expect(await publish([...usual, '--apply'], resultsOf(ungradableRun()))).toBe(3);
  expect(warned).toContain('was not graded: nothing is sent, which is not a zero');
  expect(canvas.puts).toEqual([]);
});

test('reads who is who from --roster', async () => {
  const roster = path.join(folder, 'roster.csv');
  await writeFile(roster, 'login,id\nteam-1,502\n');
  expect(await publish([...usual, '--roster', roster, '--apply'], resultsOf(cleanRun('team-1')))).toBe(0);
  expect(canvas.puts).toEqual(['502=100']);
});

test.each([
  [['--course', '7'], /Which assignment\?/],
  [['--course', '7', '--assignment', 'proxi=90'], /Cannot use --assignment proxi=90/],
  [['--course', 'networks', '--assignment', 'proxy=90'], /Cannot use --course with networks/],
  [[...usual, '--url', 'http://canvas.example.edu'], /and https, as the token goes there/],
])('says what is wrong with %j before it asks Canvas', async (args, words) => {
  await expect(publish(args)).rejects.toThrow(words);
  expect(canvas.requests).toBe(0);
});

test('says where a token comes from', async () => {
  vi.stubEnv('CANVAS_TOKEN', '');
  await expect(publish(usual)).rejects.toThrow(/set it as CANVAS_TOKEN/);
});
