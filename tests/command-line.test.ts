import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa, type Options } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { parseResults } from '../reports/schema.ts';
import { processesAround } from './kit/examples.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'command-line-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const patienceMs = 120_000;

function grade(args: readonly string[], options: Options = {}) {
  return execa(path.join(appFolder, 'grade'), args, { cwd: folder, reject: false, ...options });
}

test('an unknown lab is answered with the nearest one, and 2', async () => {
  const { exitCode, stderr } = await grade(['lab', 'proxi']);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: 'grade: There is no lab proxi; did you mean proxy?',
  });
});

test.each([
  [['lab', 'proxy', 'nowhere'], /Cannot read nowhere: it does not exist/],
  [['all', 'nowhere'], /Cannot read .*nowhere: it does not exist/],
  [['all', '.'], /There is nothing to grade/],
  [['lab', 'proxy', '--jobs', 'many'], /whole number/],
  [['lab', 'proxy', '--runtime', 'cloud'], /namespace, docker, process/],
  [['lab', 'proxy', '--only', 'proxy/no-such-check'], /There is no lab or check/],
  [['explain', 'proxy/no-such-check'], /There is no lab or check/],
  [['lab', 'web-server', '-o', '/proc/report'], /choose another place/],
  [['lab', 'web-server', '-o', '/proc/version'], /is a file, not a folder.*--out/],
  [['lab'], /Which lab\? There are: web-server, udp-pinger, .*For example: grade lab/],
  [['lab', 'proxy', '--onyl', 'x'], /^grade: unknown option '--onyl'. Did you mean --only\? See `grade lab/],
  [['all'], /^grade: Which folder\?/],
  [['list', 'prxy'], /There is no lab prxy; did you mean proxy\?/],
  [['explain'], /^grade: Which check\?/],
  [['explain', 'crfl'], /did you mean web-server\/crlf\?/],
])('%j says in a sentence what is wrong, and exits with 2', async (args, words) => {
  const { exitCode, stderr } = await grade(args);
  expect(String(stderr)).toMatch(words);
  expect(String(stderr)).not.toContain('    at ');
  expect(exitCode).toBe(2);
});

test('list LAB and explain LAB name its checks, with points; a check may leave its lab out', async () => {
  const listed = String((await grade(['list', 'udp-pinger'])).stdout);
  expect(listed).toMatch(/^ +5 {2}It sends ten pings, no more and no fewer +udp-pinger\/sends-ten-pings$/m);
  expect(String((await grade(['explain', 'udp-pinger'])).stdout)).toContain(listed.trim());
  expect(String((await grade(['explain', 'sends-ten-pings'])).stdout)).toContain(
    'udp-pinger/sends-ten-pings',
  );
});

test('what the report is called: you in your own folder, else the folder, in a class the student', {
  timeout: patienceMs,
}, async () => {
  const [own, theirs] = [path.join(folder, 'bo/web-server'), path.join(folder, 'smith')];
  for (const each of [own, theirs]) await mkdir(each, { recursive: true });
  const nameIn = async (args: readonly string[], cwd: string) => {
    const { stdout } = await grade(['lab', 'web-server', ...args, '--json', '-o', path.join(folder, 'out')], {
      cwd,
    });
    return parseResults(String(stdout)).labRuns[0]?.student;
  };
  expect(await nameIn([], own)).toBe('you');
  expect(await nameIn(['bo/web-server'], folder)).toBe('bo');
  expect(await nameIn(['smith'], folder)).toBe('smith');
});

test('a file where the report needs a folder is told in a sentence', { timeout: patienceMs }, async () => {
  await mkdir(path.join(folder, 'class/ada/proxy'), { recursive: true });
  await mkdir(path.join(folder, 'out'));
  await writeFile(path.join(folder, 'out/ada'), 'mine');
  const { exitCode, stderr } = await grade(['all', 'class', '-o', 'out']);
  expect(String(stderr)).toMatch(/out\/ada .*is a file, not a folder.*--out/);
  expect(exitCode).toBe(2);
  expect(await readFile(path.join(folder, 'out/ada'), 'utf8')).toBe('mine');
});

/** A class in which one submission is done at once, and the other keeps its world waiting. */
async function writeSlowClass(): Promise<void> {
  await mkdir(path.join(folder, 'class/ada/web-server'), { recursive: true });
  await mkdir(path.join(folder, 'class/bob/web-server'), { recursive: true });
  await writeFile(path.join(folder, 'class/bob/web-server/server.py'), 'import time\ntime.sleep(60)\n');
}

/** Starts `grade all` on it, with a folder for temporary files of its own, and returns when one is done. */
async function gradeUntilOneIsDone() {
  const temporary = path.join(folder, 'tmp');
  await mkdir(temporary, { recursive: true });
  // As root, slots run as nobody and look for their files below it.
  await chmod(folder, 0o755);
  const run = grade(['all', 'class', '-o', 'out'], { env: { TMPDIR: temporary } });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    run.stderr?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('[1/2]')) resolve();
    });
    run.then(() => reject(new Error(`It ended before one was done: ${said}`)), reject);
  });
  return { run, temporary };
}

test('Ctrl-C keeps what is finished, and the same command goes on', { timeout: patienceMs }, async () => {
  await writeSlowClass();
  const { run, temporary } = await gradeUntilOneIsDone();
  run.kill('SIGINT');
  const { exitCode, stderr } = await run;
  expect(String(stderr)).toMatch(
    /Stopping; .*\n.*Stopped: 1 of 2 graded and kept in out\. The same command/s,
  );
  expect(exitCode).toBe(130);
  expect(await readdir(temporary)).toEqual([]);
  const stopped = parseResults(await readFile(path.join(folder, 'out/results.json'), 'utf8'));
  expect(stopped.labRuns.map(({ student }) => student)).toEqual(['ada']);
  expect(stopped.run.pending).toEqual([{ student: 'bob', lab: 'web-server' }]);
  await rm(path.join(folder, 'class/bob/web-server/server.py'));
  const again = await grade(['all', 'class', '-o', 'out']);
  expect(String(again.stderr)).toMatch(/ada\/web-server: .* \(unchanged since the last report\)/);
  const done = parseResults(await readFile(path.join(folder, 'out/results.json'), 'utf8'));
  expect(done.labRuns.map(({ student }) => student)).toEqual(['ada', 'bob']);
  expect(done.run.seed).toBe(stopped.run.seed);
});

test('after kill -9 no process is left, and the next start sweeps, says so, and goes on', {
  timeout: patienceMs,
}, async () => {
  await writeSlowClass();
  const { run, temporary } = await gradeUntilOneIsDone();
  const [runFolder = ''] = await readdir(temporary);
  await expect.poll(() => processesAround(runFolder), { timeout: 5_000 }).not.toEqual([]);
  run.kill('SIGKILL');
  await run;
  await expect.poll(() => processesAround(runFolder), { timeout: 5_000 }).toEqual([]);
  await rm(path.join(folder, 'class/bob/web-server/server.py'));
  const { exitCode, stderr } = await grade(['all', 'class', '-o', 'out'], { env: { TMPDIR: temporary } });
  expect(String(stderr)).toContain(
    `Removed what an earlier run left behind: ${path.join(temporary, runFolder)}`,
  );
  expect(String(stderr)).toMatch(/ada\/web-server: .* \(unchanged since the last report\)/);
  expect(exitCode).toBe(0);
  expect(await readdir(temporary)).toEqual([]);
});

test('an empty submission fails with one reason and is no error', { timeout: patienceMs }, async () => {
  const { exitCode, stdout } = await grade(['lab', 'web-server', '--json']);
  const results = parseResults(String(stdout));
  expect(exitCode).toBe(0);
  expect(results.labRuns[0]).toMatchObject({ gradable: true, score: { points: 0 } });
  expect(results.labRuns[0]?.verdicts.filter(({ status }) => status === 'failed')).toHaveLength(1);
});

test('--json prints the result alone, the report lies in --out, --fail-under decides', {
  timeout: patienceMs,
}, async () => {
  const server =
    'import socket\ns = socket.socket()\ns.setsockopt(1, 2, 1)\ns.bind(("", 6789))\ns.listen(5)\nwhile True:\n  c, _ = s.accept()\n  c.recv(2000)\n  c.sendall(b"HTTP/1.1 200 OK\\r\\n\\r\\nhello")\n  c.close()\n';
  await writeFile(path.join(folder, 'server.py'), server);
  const args = ['lab', 'web-server', '--only', 'web-server/status-line', '--json', '-o', 'out'];
  const { exitCode, stdout } = await grade([...args, '--fail-under', '99']);
  const results = parseResults(String(stdout));
  expect(exitCode).toBe(1);
  expect(results.labRuns[0]?.verdicts.map(({ check, status }) => [check, status])).toContainEqual([
    'web-server/status-line',
    'passed',
  ]);
  expect(parseResults(await readFile(path.join(folder, 'out/results.json'), 'utf8'))).toEqual(results);
  expect(await readFile(path.join(folder, 'out/index.html'), 'utf8')).toContain('Web server');
});

test('a submission that has not changed is not run again', { timeout: patienceMs }, async () => {
  await writeFile(path.join(folder, 'server.py'), 'raise SystemExit("not yet")\n');
  const args = [
    'lab',
    'web-server',
    '--json',
    '-o',
    path.join(folder, '../', `${path.basename(folder)}-out`),
  ];
  try {
    const first = parseResults(String((await grade([...args, 'server.py'])).stdout));
    const second = parseResults(String((await grade([...args, 'server.py'])).stdout));
    expect(second.run.seed).toBe(first.run.seed);
    expect(second.labRuns).toEqual(first.labRuns);
  } finally {
    await rm(`${folder}-out`, { recursive: true, force: true });
  }
});
