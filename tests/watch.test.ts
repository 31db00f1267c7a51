import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { parseResults } from '../reports/schema.ts';
import { processesAround } from './kit/examples.ts';
import { keys, type OpenTerminal, openTerminal } from './kit/open-terminal.ts';

const patienceMs = 240_000;
const grade = path.join(appFolder, 'grade');

let folder: string;
let own: string;
let temporary: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watch-'));
  own = path.join(folder, 'own');
  // A name of its own, as processes are found by it.
  temporary = path.join(folder, `${path.basename(folder)}-tmp`);
  for (const each of [own, temporary]) await mkdir(each);
  // As root, slots run as nobody and look for their files below it.
  await chmod(folder, 0o755);
  await chmod(temporary, 0o777);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A web server whose lines end as they should, or not. */
function serverThatEndsLinesWith(end: string): string {
  return [
    'import socket',
    's = socket.socket()',
    's.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)',
    's.bind(("", 6789))',
    's.listen(5)',
    'while True:',
    '    c, _ = s.accept()',
    '    name = c.recv(2000).split()[1].decode()[1:]',
    '    try:',
    '        body = open(name, "rb").read()',
    `        head = "HTTP/1.1 200 OK${end}Content-Type: text/html${end}Content-Length: %d${end}${end}" % len(body)`,
    '        c.sendall(head.encode() + body)',
    '    except OSError:',
    `        c.sendall(b"HTTP/1.1 404 Not Found${end}Content-Length: 4${end}${end}none")`,
    '    c.close()',
    '',
  ].join('\n');
}

const good = serverThatEndsLinesWith('\\r\\n');
const bad = serverThatEndsLinesWith('\\n');

/** As many editors do: a new file in the place of the old one. */
async function save(source: string): Promise<void> {
  await writeFile(path.join(own, 'server.py~'), source);
  await rename(path.join(own, 'server.py~'), path.join(own, 'server.py'));
}

const watching = 'Watching for the next save';

function watch(...options: readonly string[]): OpenTerminal {
  const command = [grade, 'lab', 'web-server', '--watch', '--only', 'web-server/crlf', ...options];
  return openTerminal(command, { cwd: own, env: { TMPDIR: temporary } });
}

/** Waits longer than a person at a menu would: worlds are made. */
async function showsInTime(terminal: OpenTerminal, text: string | RegExp): Promise<RegExpExecArray> {
  const giveUpAt = performance.now() + patienceMs / 3;
  for (;;) {
    try {
      return await terminal.shows(text);
    } catch (error) {
      const isOver = performance.now() > giveUpAt || String(error).includes('The command ended');
      if (isOver) throw error;
    }
  }
}

test('saves are graded afresh, with what changed, until Ctrl-C, which leaves nothing behind', {
  timeout: patienceMs,
}, async () => {
  await save(bad);
  await using terminal = watch();
  await showsInTime(terminal, /failed Every line of the header ends with CRLF/);
  await showsInTime(terminal, watching);

  await save(good);
  await showsInTime(terminal, 'server.py saved; running.');
  await showsInTime(terminal, /Since the last run: \+\d+ points: web-server\/crlf passes now/);
  await showsInTime(terminal, watching);

  await save(`${good}this is no Python\n`);
  await showsInTime(terminal, /web-server\/server-starts fails now/);
  await showsInTime(terminal, watching);

  await rm(path.join(own, 'server.py'));
  await showsInTime(terminal, watching);
  await save(good);
  await showsInTime(terminal, /web-server\/crlf passes now/);
  await showsInTime(terminal, watching);

  terminal.type(keys.ctrlC);
  expect(await terminal.ends()).toBe(0);
  expect(await readdir(temporary)).toEqual([]);
  expect(await processesAround(temporary)).toEqual([]);
  expect((await readdir(own)).toSorted()).toEqual(['grade-report', 'server.py']);
  const results = parseResults(await readFile(path.join(own, 'grade-report/results.json'), 'utf8'));
  expect(results.labRuns[0]?.verdicts.find(({ check }) => check === 'web-server/crlf')?.status).toBe(
    'passed',
  );
});

test('a save in the middle of a run starts it over, and keeps the report that stands', {
  timeout: patienceMs,
}, async () => {
  await save(good);
  await using terminal = watch('-o', path.join(folder, 'out'));
  await showsInTime(terminal, watching);
  const resultsFile = path.join(folder, 'out/results.json');
  const before = await readFile(resultsFile, 'utf8');
  // It listens nowhere for a minute, which is longer than a save takes.
  await save(`import time\ntime.sleep(60)\n${bad}`);
  await showsInTime(terminal, 'server.py saved; running.');
  // By then the run has a copy of its own: a save before that could be what it grades, and has ended by when it is seen.
  await showsInTime(terminal, /building and starting, [1-9]\d* s/);
  await save(bad);
  await showsInTime(terminal, 'server.py saved again; running.');
  expect(await readFile(resultsFile, 'utf8')).toBe(before);
  await showsInTime(terminal, /web-server\/crlf fails now/);
  await showsInTime(terminal, watching);
  terminal.type(keys.ctrlC);
  expect(await terminal.ends()).toBe(0);
  expect(await readdir(temporary)).toEqual([]);
});

test('without a terminal it writes plain lines, and SIGTERM ends it in the middle of a run with 0', {
  timeout: patienceMs,
}, async () => {
  await save(`import time\ntime.sleep(60)\n${good}`);
  const run = execa(grade, ['lab', 'web-server', 'server.py', '--watch', '--serve', '-o', '../out'], {
    cwd: own,
    env: { TMPDIR: temporary },
    reject: false,
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    run.stderr?.on('data', (chunk) => {
      said += chunk;
      const [, found] = /Live at (http:\S+)\n/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    run.then(({ stderr }) => reject(new Error(`It ended: ${stderr}`)), reject);
  });
  await untilShown(address, 'Running now');
  run.kill('SIGTERM');
  const { exitCode, stdout, stderr } = await run;
  expect(exitCode).toBe(0);
  expect(`${stdout}${stderr}`).not.toContain('\x1b');
  expect(await readdir(temporary)).toEqual([]);
});

/** Follows the live page until it shows a text. */
async function untilShown(address: string, text: string): Promise<void> {
  const { body } = await fetch(new URL('/-/live', address));
  for await (const chunk of body ?? []) if (Buffer.from(chunk).includes(text)) return;
  throw new Error(`The live page ended without ${text}`);
}

test.each([
  ['--json', /--json prints one result, and --watch has no last one.*results\.json/],
  ['--fail-under=50', /--fail-under decides the exit status of one run/],
])('--watch with %s is refused with a sentence', async (option, words) => {
  await save(good);
  const { exitCode, stderr } = await execa(grade, ['lab', 'web-server', '--watch', option], {
    cwd: own,
    reject: false,
  });
  expect(stderr).toMatch(words);
  expect(exitCode).toBe(2);
});

test('a class is not watched', async () => {
  const { exitCode, stderr } = await execa(grade, ['all', '.', '--watch'], { cwd: own, reject: false });
  expect(stderr).toMatch(/^grade: unknown option '--watch'/);
  expect(exitCode).toBe(2);
});
