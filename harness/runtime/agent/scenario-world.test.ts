import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openRuntime } from '../open-runtime.ts';
import { SlotPool } from '../slot-pool.ts';
import { pythonPlan, serverPart } from '../testing/python-plan.ts';

/** Listens when it is started for the first time, and then never again. */
const listensOnce = `import os, socket, time
if not os.path.exists("started"):
    open("started", "w").close()
    s = socket.socket()
    s.bind(("", 8080))
    s.listen()
time.sleep(600)
`;

test('a story whose time runs out while the program starts again is over at once, and no fault of ours', async () => {
  await using runtime = await openRuntime('namespace');
  await using pool = new SlotPool(runtime, 1);
  await mkdir(path.join(runtime.runFolder, 'program'));
  await writeFile(path.join(runtime.runFolder, 'program', 'main.py'), listensOnce);
  const play = () =>
    pool.run({
      kind: 'scenario',
      labModule: 'harness/runtime/testing/restart-lab.ts',
      scenario: 'restarts',
      program: { part: serverPart, plan: pythonPlan('program'), folder: 'program', candidate: 0 },
      seed: 'any',
    });
  for (const _ of ['once', 'in the world after it']) {
    const { observation, harnessError } = await play();
    expect(harnessError).toBeUndefined();
    expect(observation.timedOut?.during).toBe('starting the program');
    expect(observation.programs.map(({ isUp }) => isUp)).toEqual([true, false]);
  }
}, 60_000);
