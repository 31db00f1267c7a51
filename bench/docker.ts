import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connectEngine } from '../harness/runtime/docker/engine.ts';
import { findImage } from '../harness/runtime/docker/image.ts';
import { benchRecipe } from '../harness/runtime/docker/image-recipe.ts';
import { openRuntime } from '../harness/runtime/open-runtime.ts';
import type { PartSetup, Runtime, RuntimeName, Slot } from '../harness/runtime/runtime.ts';
import { pythonPlan, serverPart } from '../harness/runtime/testing/python-plan.ts';
import { runEmptyContainer } from './empty-container.ts';

/**
 * What worlds in containers cost beside worlds of namespaces, and beside the usual way, a container for each start of a
 * program: `node bench/docker.ts [times]`. Medians; the image is built before anything is measured.
 */
const times = Number(process.argv[2] ?? 20);
const slots = 3;

const clientPart: PartSetup = { id: 'client', role: 'client', transport: 'udp', needsRawSockets: false };
const server = 'import socket, time\ns = socket.socket()\ns.bind(("", 8080))\ns.listen()\ntime.sleep(60)\n';
const client =
  'import socket, sys\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.settimeout(1)\nfor n in range(10):\n  s.sendto(b"Ping %d 0" % n, (sys.argv[1], int(sys.argv[2])))\n  print(s.recv(1024))\n';

for (const name of ['namespace', 'docker'] as const) await measure(name);
await measureContainerEach();

async function measure(name: RuntimeName): Promise<void> {
  await using runtime = await openRuntime(name);
  await writeProgram(runtime, 'server', server);
  await writeProgram(runtime, 'client', client);
  const openings: number[] = [];
  for (let round = 0; round < slots; round++) {
    await using _slot = await timed(openings, () => runtime.openSlot());
  }
  await using slot = await runtime.openSlot();
  report(name, 'a slot opened', openings);
  report(
    name,
    'a program that listens, built and started in a fresh world',
    await repeat(() => prepare(slot)),
  );
  await slot.run(prepareJob('client'));
  await playPings(slot);
  report(name, 'a story of ten pings with an echo server', await repeat(() => playPings(slot)));
}

async function writeProgram(runtime: Runtime, folder: string, source: string): Promise<void> {
  await mkdir(path.join(runtime.runFolder, folder));
  await writeFile(path.join(runtime.runFolder, folder, 'main.py'), source);
}

function plan(folder: string) {
  return {
    ...pythonPlan(folder),
    candidates: [{ args: folder === 'client' ? ['{host}', '{port}'] : [], why: '' }],
  };
}

function prepareJob(folder: string) {
  const part = folder === 'client' ? clientPart : serverPart;
  return {
    kind: 'prepare',
    part,
    plan: plan(folder),
    sourceFolder: folder,
    builtFolder: `${folder}-built`,
  } as const;
}

async function prepare(slot: Slot): Promise<void> {
  const { isUp } = await slot.run(prepareJob('server'));
  if (!isUp) throw new Error('the program did not come up');
}

async function playPings(slot: Slot): Promise<void> {
  const outcome = await slot.run({
    kind: 'scenario',
    labModule: 'labs/udp-pinger/lab.ts',
    scenario: 'none-lost',
    program: { part: clientPart, plan: plan('client'), folder: 'client-built', candidate: 0 },
    seed: 'bench',
  });
  if (outcome.harnessError !== undefined) throw new Error(outcome.harnessError);
}

/** The usual way: `docker run` for each start, here of a program that does nothing. */
async function measureContainerEach(): Promise<void> {
  const engine = await connectEngine();
  const { name } = await findImage(engine, benchRecipe);
  const durations = await repeat(() => runEmptyContainer(engine, name));
  report('docker run', 'an empty Python program in a container of its own', durations);
}

async function repeat(work: () => Promise<void>): Promise<readonly number[]> {
  const durations: number[] = [];
  for (let round = 0; round < times; round++) await timed(durations, work);
  return durations;
}

async function timed<T>(durations: number[], work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const outcome = await work();
  durations.push(performance.now() - startedAt);
  return outcome;
}

function report(name: string, what: string, durations: readonly number[]): void {
  const sorted = [...durations].sort((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  console.log(
    `${name.padEnd(11)} ${String(Math.round(median)).padStart(5)} ms  ${what} (${sorted.length} times)`,
  );
}
