import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRuntime } from '../open-runtime.ts';
import { SlotPool } from '../slot-pool.ts';
import { pythonPlan, serverPart } from '../testing/python-plan.ts';
import { compiledBefore, keepCompiled, newCompiled } from './compiled.ts';

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
const tells = `import { readdirSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { createServer } from 'node:net';
const folder: string = getCompileCacheDir() ?? '';
console.log('kept', readdirSync(folder, { recursive: true }).length);
try {
  writeFileSync(folder + '/own', 'x');
  console.log('written');
} catch (error) {
  console.log((error as NodeJS.ErrnoException).code);
}
console.log(readdirSync('.').join());
process.on('SIGINT', () => process.exit());
createServer(() => process.exit()).listen(8080);
`;

test('a Node program is compiled when it is prepared, and its stories find that and cannot change it', async () => {
  await using runtime = await openRuntime('namespace');
  await using pool = new SlotPool(runtime, 1);
  await mkdir(path.join(runtime.runFolder, 'source'));
  await writeFile(path.join(runtime.runFolder, 'source', 'main.ts'), tells);
  // Nothing that was handed in is taken for it.
  await symlink('/etc', path.join(runtime.runFolder, 'source', '.grade-compiled'));
  const prepared = await pool.run({
    kind: 'prepare',
    part: serverPart,
    plan: nodePlan,
    sourceFolder: 'source',
    builtFolder: 'built',
  });
  expect(prepared).toMatchObject({ isUp: true });
  const { observation } = await pool.run({
    kind: 'scenario',
    labModule: 'harness/runtime/testing/unread-lab.ts',
    scenario: 'unread',
    program: { part: serverPart, plan: nodePlan, folder: 'built', candidate: 0 },
    seed: 'any',
  });
  const output = observation.programs.flatMap((program) => program.output.map(({ bytes }) => bytes));
  const [kept, writing, own] = Buffer.concat(output).toString().split('\n');
  // A folder for the version of Node, and in it at least the program itself.
  expect(Number(kept?.replace('kept ', ''))).toBeGreaterThanOrEqual(2);
  expect(writing).toBe('EROFS');
  expect(own).toBe('main.ts');
}, 60_000);

test('nothing is kept for what runs on something else', async () => {
  expect(await newCompiled(pythonPlan('source'), folder)).toBeUndefined();
  await mkdir(path.join(folder, 'built'));
  expect(await compiledBefore(path.join(folder, 'built'))).toBeUndefined();
});

test('a link is not followed, and more than Node writes is left', async () => {
  const built = path.join(folder, 'built');
  await mkdir(built);
  await symlink('/etc', path.join(built, '.grade-compiled'));
  expect(await compiledBefore(built)).toBeUndefined();
  expect(await readlink(path.join(built, '.grade-compiled'))).toBe('/etc');

  const compiled = await newCompiled(nodePlan, folder);
  if (compiled === undefined) throw new Error('a Node program has a folder');
  await writeFile(path.join(compiled.folder, 'large'), Buffer.alloc(17 << 20));
  await rm(path.join(built, '.grade-compiled'));
  await keepCompiled(compiled, built);
  expect(existsSync(path.join(built, '.grade-compiled'))).toBe(false);
  await writeFile(path.join(compiled.folder, 'large'), 'small');
  await keepCompiled(compiled, built);
  expect(await compiledBefore(built)).toEqual({
    folder: path.join(built, '.grade-compiled'),
    mayWrite: false,
  });
});
