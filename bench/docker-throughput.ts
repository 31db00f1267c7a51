import path from 'node:path';
import PQueue from 'p-queue';
import { gradeSubmission } from '../harness/engine/grade-submission.ts';
import { planPrograms } from '../harness/program/plan.ts';
import type { ProgramPlan } from '../harness/program/types.ts';
import { freezeSubmission } from '../harness/runtime/freeze.ts';
import { openRuntime } from '../harness/runtime/open-runtime.ts';
import { appFolder } from '../harness/runtime/product-paths.ts';
import type { Runtime } from '../harness/runtime/runtime.ts';
import { SlotPool } from '../harness/runtime/slot-pool.ts';
import lab from '../labs/web-server/lab.ts';

/**
 * Lab runs a minute with the docker runtime, beside the usual way, a container for each submission and check:
 * `node bench/docker-throughput.ts [rounds] [submissions] [worlds]`. Both have the same image, the same program (the lab's
 * finished one), the same stories, and the same number of containers at a time. The usual way starts a container for a
 * check, builds and starts the program in it, plays the check's story, and removes the container. Ours keeps containers,
 * builds once, and plays a story once for all checks that rest on it. Images are built before anything is measured; opening
 * containers counts for both. The two take turns, so that what else the machine does meets both.
 */
const rounds = Number(process.argv[2] ?? 3);
const submissions = Number(process.argv[3] ?? 12);
const worlds = Number(process.argv[4] ?? 8);
const location = path.join(appFolder, 'labs', 'web-server', 'program');
const labModule = 'labs/web-server/lab.ts';
const seed = 'bench';

await using runtime = await openRuntime('docker');
const stories = new Set(lab.checks.map(({ scenario }) => scenario));
console.log(
  `${lab.id}: ${lab.checks.length} checks on ${stories.size} stories, ${worlds} containers at a time`,
);
for (let round = 1; round <= rounds; round++) {
  const ours = await perMinute(submissions, () => gradeAll(runtime));
  const usual = await perMinute(1, () => containerForEachCheck(runtime, `usual-${round}`));
  console.log(
    `round ${round}: ${ours.toFixed(2)} lab runs a minute; a container for each check ${usual.toFixed(2)}; ratio ${(ours / usual).toFixed(1)}`,
  );
}

async function perMinute(done: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (done * 60_000) / (performance.now() - startedAt);
}

async function gradeAll({ runFolder }: Runtime): Promise<void> {
  await using pool = new SlotPool(runtime, worlds);
  const queue = new PQueue({ concurrency: worlds / 2 });
  const gradeOne = async (key: string) => {
    const outcome = await gradeSubmission({ lab, labModule, location, key, seed, pool, runFolder });
    if (!outcome.isGradable) throw new Error(outcome.ungradableBecause);
  };
  await queue.addAll(Array.from({ length: submissions }, (_, index) => () => gradeOne(`ours-${index}`)));
}

async function containerForEachCheck({ runFolder }: Runtime, key: string): Promise<void> {
  const planned = await planPrograms(location, lab.parts);
  const [plan] = planned.kind === 'nothing' ? [] : planned.plans;
  if (plan === undefined) throw new Error(`there is no program in ${location}`);
  const queue = new PQueue({ concurrency: worlds });
  const judge = lab.checks.map(({ scenario }, index) => async () => {
    await freezeSubmission(plan.root, path.join(runFolder, `${key}-${index}`));
    await judgeAlone(plan, `${key}-${index}`, scenario.id);
  });
  await queue.addAll(judge);
}

async function judgeAlone(plan: ProgramPlan, sourceFolder: string, scenario: string): Promise<void> {
  const part = { id: plan.part, role: 'server', transport: 'tcp', needsRawSockets: false } as const;
  const builtFolder = `${sourceFolder}-built`;
  await using container = await runtime.openSlot();
  const { candidate } = await container.run({ kind: 'prepare', part, plan, sourceFolder, builtFolder });
  const program = { part, plan, folder: builtFolder, candidate };
  const { harnessError } = await container.run({ kind: 'scenario', labModule, scenario, program, seed });
  if (harnessError !== undefined) throw new Error(harnessError);
}
