import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRuntime } from '../open-runtime.ts';
import { SlotPool } from '../slot-pool.ts';
import { pythonPlan, serverPart } from '../testing/python-plan.ts';
import { findCompiled } from './compiled.ts';

const nodePlan = {
  ...pythonPlan('source'),
  language: 'typescript',
  entry: 'main.ts',
  command: ['node', 'main.ts'],
  needs: ['node'],
} as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compiled-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Tells what is kept for it, and whether it may change that; ends with its first client. */
const tells = `import './b.ts';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { createServer } from 'node:net';
const folder: string = getCompileCacheDir() ?? '';
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
console.log('kept', files.length);
try {
  writeFileSync(folder + '/own', 'x');
  console.log('written');
} catch (error) {
  console.log((error as NodeJS.ErrnoException).code);
}
console.log(readdirSync('.').join());
console.log(/grade-run/.test(readFileSync('/proc/self/mountinfo', 'utf8')));
createServer(() => process.exit()).listen(8080);
`;

async function prepareAndPlay(source: string, language: 'typescript' | 'python3' = 'typescript') {
  await using runtime = await openRuntime('namespace');
  await using pool = new SlotPool(runtime, 1);
  const plan = language === 'typescript' ? nodePlan : pythonPlan('source');
  await mkdir(path.join(runtime.runFolder, 'source'));
  await writeFile(path.join(runtime.runFolder, 'source', plan.entry), source);
  await writeFile(path.join(runtime.runFolder, 'source', 'b.ts'), 'export const a: number = 1;\n');
  // Nothing that was handed in is taken for it.
  await symlink('/etc', path.join(runtime.runFolder, 'source', '.grade-compiled'));
  const prepared = await pool.run({
    ...{ kind: 'prepare', part: serverPart, plan, sourceFolder: 'source', builtFolder: 'built' },
  });
  const hasKept = existsSync(path.join(runtime.runFolder, 'built', '.grade-compiled'));
  if (!prepared.isUp) return { lines: [], hasKept };
  const { observation } = await pool.run({
    kind: 'scenario',
    labModule: 'harness/runtime/testing/unread-lab.ts',
    scenario: 'unread',
    program: { part: serverPart, plan, folder: 'built', candidate: 0 },
    seed: 'any',
  });
  const output = observation.programs.flatMap((program) => program.output.map(({ bytes }) => bytes));
  return { lines: Buffer.concat(output).toString().split('\n'), hasKept };
}

test('a TypeScript program is compiled ahead, and its starts find that and cannot change it', async () => {
  const { lines, hasKept } = await prepareAndPlay(tells);
  const [kept, writing, own, namesRunFolder] = lines;
  expect(hasKept).toBe(true);
  // Two are what ended it: our words on the command line, and the module that they import.
  expect(Number(kept?.replace('kept ', ''))).toBeGreaterThanOrEqual(4);
  expect(writing).toBe('EROFS');
  expect(own).toBe('b.ts,main.ts');
  expect(namesRunFolder).toBe('false');
}, 60_000);

test('nothing of it runs for that', async () => {
  const source = `import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
const cache = process.env.NODE_COMPILE_CACHE;
try { writeFileSync(cache + '/i-was-here', ''); } catch {}
console.log(existsSync(cache + '/i-was-here'));
createServer(() => process.exit()).listen(8080);
`;
  expect(await prepareAndPlay(source)).toMatchObject({ hasKept: true, lines: ['false', ''] });
}, 60_000);

test('nothing is kept of a program that does not load', async () => {
  expect(await prepareAndPlay("import './not-there.ts';\n")).toEqual({ lines: [], hasKept: false });
}, 60_000);

test('nothing is kept for what runs on something else', async () => {
  const source = `import os, socket
s = socket.socket()
s.bind(("", 8080))
s.listen()
print(os.environ.get("NODE_COMPILE_CACHE"), flush=True)
s.accept()
`;
  const played = await prepareAndPlay(source, 'python3');
  expect(played).toEqual({ lines: ['None', ''], hasKept: false });
}, 60_000);

test('a link is not followed', async () => {
  await symlink('/etc', path.join(folder, '.grade-compiled'));
  expect(await findCompiled(folder, folder)).toBeUndefined();
});
