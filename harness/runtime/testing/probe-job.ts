import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PrepareJob, Runtime } from '../runtime.ts';
import { pythonPlan, serverPart } from './python-plan.ts';

/** A job whose build step is a Python program that prints what it finds from within the sandbox, and fails. */
export async function probeJob(runtime: Runtime, key: string, source: string): Promise<PrepareJob> {
  await mkdir(path.join(runtime.runFolder, key), { recursive: true });
  await writeFile(path.join(runtime.runFolder, key, 'main.py'), `${source}\nraise SystemExit(1)\n`);
  return {
    kind: 'prepare',
    part: serverPart,
    plan: {
      ...pythonPlan(path.join(runtime.runFolder, key)),
      build: { command: ['python3', 'main.py'], cwd: '.', why: 'a probe' },
    },
    sourceFolder: key,
    builtFolder: `built-${key}`,
  };
}
