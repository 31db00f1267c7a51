import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProgramPlan } from '../program/types.ts';
import type { PrepareJob, PrepareOutcome } from '../runtime/runtime.ts';
import { pythonPlan } from '../runtime/testing/python-plan.ts';
import { gradePart } from './grade-part.ts';
import type { GradeRequest } from './grade-request.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'grade-part-'));
  await mkdir(path.join(folder, 'submission'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Grades a part of which these programs come up. */
async function grade(plan: ProgramPlan, comesUp: readonly string[], missingTool?: string) {
  const tried: string[] = [];
  const pool = {
    async run({ plan: { entry } }: PrepareJob): Promise<PrepareOutcome> {
      tried.push(entry);
      const isUp = comesUp.includes(entry);
      return { candidate: 0, isUp, command: entry, ...(missingTool && { missingTool }) };
    },
  };
  const part = { id: 'server', title: 'Server', role: 'server', transport: 'tcp', clues: [] };
  const lab = { id: 'some', checks: [], parts: [part] };
  const request = { lab, pool, runFolder: folder, key: 'key' } as unknown as GradeRequest;
  const { program, verdicts } = await gradePart(request, plan);
  return { tried, entry: program.plan.entry, why: program.plan.why, start: verdicts[0]?.status };
}

test('the program that fits next is graded where the best one does not come up, and the report says so', async () => {
  const plan = pythonPlan(path.join(folder, 'submission'));
  const both: ProgramPlan = { ...plan, otherwise: { ...plan, entry: 'old.py', why: 'it fits' } };
  expect(await grade(both, ['main.py', 'old.py'])).toMatchObject({ tried: ['main.py'], start: 'passed' });
  expect(await grade(both, ['old.py'])).toEqual({
    tried: ['main.py', 'old.py'],
    entry: 'old.py',
    why: 'it fits, as main.py does not come up',
    start: 'passed',
  });
  expect(await grade(both, [])).toMatchObject({
    tried: ['main.py', 'old.py'],
    entry: 'main.py',
    start: 'failed',
  });
  expect(await grade(both, ['old.py'], 'python2')).toMatchObject({ tried: ['main.py'], entry: 'main.py' });
});
