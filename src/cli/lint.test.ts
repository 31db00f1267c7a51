import path from 'node:path';
import { expect, test } from 'vitest';
import type { Lab } from '../../harness/engine/lab.ts';
import { fixtureFolder, fixtureLab } from '../lint/testing/fixture-lab.ts';
import { lintLabs } from './lint.ts';

async function lint(lab: Lab): Promise<{ readonly status: number; readonly lines: readonly string[] }> {
  await using place = await fixtureFolder();
  const entry = { id: lab.id, module: path.join(place.folder, 'lab.ts'), load: async () => lab };
  let text = '';
  const status = await lintLabs([entry], async (part) => {
    text += part;
  });
  return { status, lines: text.trimEnd().split('\n') };
}

test('a lab with nothing wrong gets one line, and 0', async () => {
  expect(await lint(fixtureLab)).toEqual({
    status: 0,
    lines: ['greeter: 2 checks, 3 mutants, 1 variant; nothing wrong'],
  });
});

test('each problem is one line that says where, what, and what to do; then 1', async () => {
  const { status, lines } = await lint({ ...fixtureLab, variants: [] });
  expect(status).toBe(1);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /checks\/greets\.ts:2: no variant shows what greeter\/greets-back allows\. Name it in .+\.$/,
  );
  expect(lines[2]).toBe('greeter: 2 checks, 3 mutants, 0 variants; 2 problems');
});
