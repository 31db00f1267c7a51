import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openNamespaceRuntime } from '../harness/runtime/namespace/namespace-runtime.ts';
import type { PrepareJob } from '../harness/runtime/runtime.ts';
import { pythonPlan, serverPart } from '../harness/runtime/testing/python-plan.ts';

/**
 * How long a world takes: a fresh host, a wire, a program that listens at once, and all of it taken down again.
 * `node bench/world.ts [times]`
 */
const times = Number(process.argv[2] ?? 100);

await using runtime = await openNamespaceRuntime();
const opening = performance.now();
await using slot = await runtime.openSlot();
const slotMs = performance.now() - opening;

await mkdir(path.join(runtime.runFolder, 'bench'), { recursive: true });
await writeFile(
  path.join(runtime.runFolder, 'bench', 'main.py'),
  'import socket, time\ns = socket.socket()\ns.bind(("", 8080))\ns.listen()\ntime.sleep(60)\n',
);
const job: PrepareJob = {
  kind: 'prepare',
  part: serverPart,
  plan: pythonPlan(''),
  sourceFolder: 'bench',
  builtFolder: 'bench-built',
};
const durations: number[] = [];
for (let round = 0; round < times; round++) {
  const startedAt = performance.now();
  const { isUp } = await slot.run(job);
  if (!isUp) throw new Error('the program did not come up');
  durations.push(performance.now() - startedAt);
}
durations.sort((a, b) => a - b);
const at = (share: number) => Math.round(durations[Math.floor((durations.length - 1) * share)] ?? 0);
console.log(`a slot opened in ${Math.round(slotMs)} ms`);
console.log(
  `${times} worlds with a Python program that listens, made and taken down: median ${at(0.5)} ms, p95 ${at(0.95)} ms`,
);
