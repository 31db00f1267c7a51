import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa, type Options } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { parseResults } from '../reports/schema.ts';

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
  [['lab', 'proxy', '--runtime', 'cloud'], /namespace, process/],
  [['lab', 'proxy', '--only', 'proxy/no-such-check'], /There is no lab or check/],
  [['explain', 'proxy/no-such-check'], /There is no lab or check/],
  [['lab', 'web-server', '-o', '/proc/report'], /choose another place/],
])('%j says in a sentence what is wrong, and exits with 2', async (args, words) => {
  const { exitCode, stderr } = await grade(args);
  expect(String(stderr)).toMatch(words);
  expect(String(stderr)).not.toContain('    at ');
  expect(exitCode).toBe(2);
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
