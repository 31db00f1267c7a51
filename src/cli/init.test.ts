import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addInitCommand } from './init.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'init-'));
  // What the command prints is for people.
  vi.spyOn(process.stdout, 'write').mockImplementation((...args: unknown[]) => {
    const done = args.at(-1);
    if (typeof done === 'function') done();
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

async function init(...args: readonly string[]): Promise<void> {
  const program = new Command('grade').exitOverride();
  addInitCommand(program);
  const all = ['init', 'ci', ...args, '--out', folder];
  await program.parseAsync(all, { from: 'user' });
}

test.each([
  ['github', '.github/workflows/grade.yml', 'repository: our/grade'],
  ['gitlab', '.gitlab-ci.yml', 'https://gitlab.com/our/grade'],
  ['classroom50', 'autograder.py', 'URL = "https://github.com/our/grade"'],
])('init ci %s writes %s, and never over another', async (platform, file, words) => {
  await init(platform, '--repository', 'our/grade@v1', '--lab', 'proxy');
  const written = await readFile(path.join(folder, file), 'utf8');
  expect(written).toContain(words);
  expect(written).not.toMatch(/@[A-Z]+@/);
  await expect(init(platform, '--repository', 'our/other')).rejects.toThrow(/exists and was left as it is/);
  expect(await readFile(path.join(folder, file), 'utf8')).toBe(written);
  await init(platform, '--repository', 'our/other', '--force');
  expect(await readFile(path.join(folder, file), 'utf8')).toContain('our/other');
});

test('init ci knows the labs', async () => {
  const asked = init('github', '--repository', 'our/grade', '--lab', 'proxi');
  await expect(asked).rejects.toThrow(/There is no lab proxi; did you mean proxy\?/);
});
