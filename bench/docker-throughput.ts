import path from 'node:path';
import PQueue from 'p-queue';
import { gradeSubmission } from '../harness/engine/grade-submission.ts';
import { connectEngine } from '../harness/runtime/docker/engine.ts';
import { findImage } from '../harness/runtime/docker/image.ts';
import { benchRecipe } from '../harness/runtime/docker/image-recipe.ts';
import { openRuntime } from '../harness/runtime/open-runtime.ts';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { SlotPool } from '../harness/runtime/slot-pool.ts';
import lab from '../labs/web-server/lab.ts';
import { runEmptyContainer } from './empty-container.ts';

/**
 * Lab runs a minute with the docker runtime, beside the usual way, a container for each check of each submission:
 * `node bench/docker-throughput.ts [submissions] [at-a-time]`. Of the usual way only the containers are measured, with a program
 * in them that does nothing; what it would cost to start and to talk to a student's program comes on top.
 */
const submissions = Number(process.argv[2] ?? 16);
const atATime = Number(process.argv[3] ?? 4);
const location = path.join(appFolder, 'examples', 'class', 'anna', 'web-server');

const ours = await perMinute(gradeAll);
const usual = await perMinute(runContainers);
console.log(
  `docker runtime            ${ours.toFixed(1)} lab runs a minute, ${lab.checks.length} checks each`,
);
console.log(`a container for each check ${usual.toFixed(1)} lab runs a minute`);
console.log(`ratio                     ${(ours / usual).toFixed(1)}`);

async function perMinute(work: () => Promise<number>): Promise<number> {
  const startedAt = performance.now();
  const done = await work();
  return (done * 60_000) / (performance.now() - startedAt);
}

/** Opening the slots counts, building the image does not: it has been built before. */
async function gradeAll(): Promise<number> {
  await using runtime = await openRuntime('docker');
  await using pool = new SlotPool(runtime, 2 * atATime);
  const queue = new PQueue({ concurrency: atATime });
  const jobs = Array.from({ length: submissions }, (_, index) => async () => {
    const outcome = await gradeSubmission({
      lab,
      labModule: 'labs/web-server/lab.ts',
      location,
      key: `copy-${index}`,
      seed: 'bench',
      pool,
      runFolder: runtime.runFolder,
    });
    if (!outcome.isGradable) throw new Error(outcome.ungradableBecause);
  });
  await queue.addAll(jobs);
  return submissions;
}

async function runContainers(): Promise<number> {
  const engine = await connectEngine();
  const { name } = await findImage(engine, benchRecipe);
  const queue = new PQueue({ concurrency: atATime });
  await queue.addAll(lab.checks.map(() => () => runEmptyContainer(engine, name)));
  return 1;
}
