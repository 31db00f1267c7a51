import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type Dockerode from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRuntime } from '../open-runtime.ts';
import type { Runtime } from '../runtime.ts';
import { SlotPool } from '../slot-pool.ts';
import { probeJob } from '../testing/probe-job.ts';
import { connectEngine, whyNoEngineHere } from './engine.ts';
import { ownLabels, sweepEngine } from './ownership.ts';

const noEngine = await whyNoEngineHere();
const reason = noEngine === undefined ? '' : ` (not run: ${noEngine})`;
const openTimeoutMs = 900_000;

describe.skipIf(reason !== '')(`containers of the docker runtime${reason}`, () => {
  let engine: Dockerode;
  let runtime: Runtime;
  let pool: SlotPool;
  beforeAll(async () => {
    engine = await connectEngine();
    runtime = await openRuntime('docker');
    pool = new SlotPool(runtime, 1);
  }, openTimeoutMs);
  afterAll(async () => {
    await pool[Symbol.asyncDispose]();
    await runtime[Symbol.asyncDispose]();
    expect(await ownContainers()).toEqual([]);
  });

  function ownContainers(): Promise<Dockerode.ContainerInfo[]> {
    const [label = ''] = Object.entries(ownLabels()).map(([name, value]) => `${name}=${value}`);
    return engine.listContainers({ all: true, filters: { label: [label] } });
  }

  async function filesInVolume(): Promise<string> {
    const [bench] = await ownContainers();
    const command = await engine
      .getContainer(bench?.Id ?? '')
      .exec({ Cmd: ['find', '/grade/run', '-type', 'f'], AttachStdout: true });
    return text(await command.start({}));
  }

  test('a container that is killed from outside is replaced, and its job done once more', async () => {
    await pool.run(await probeJob(runtime, 'warm', 'print("fine")'));
    const job = probeJob(runtime, 'killed', 'import time\ntime.sleep(3)\nprint("done")');
    const running = pool.run(await job);
    const [bench] = await ownContainers();
    await engine.getContainer(bench?.Id ?? '').kill();
    expect((await running).build?.output).toContain('done');
    expect((await ownContainers()).map(({ Id }) => Id)).not.toContain(bench?.Id);
  });

  test('what a lab run has put into the volume is gone with it', async () => {
    await pool.run(await probeJob(runtime, 'finished', 'raise SystemExit(0)'));
    expect(await filesInVolume()).toContain('/grade/run/finished/main.py');
    expect(await filesInVolume()).toContain('/grade/run/built-finished/main.py');
    // As the engine does with every lab run.
    await rm(path.join(runtime.runFolder, 'finished'), { recursive: true });
    await pool.run(await probeJob(runtime, 'next', 'print("fine")'));
    expect(await filesInVolume()).toContain('/grade/run/next/main.py');
    expect(await filesInVolume()).not.toContain('finished/main.py');
  });

  test('what a run left that was killed is swept at the next start', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const Labels = { 'grade.owner': `${hostname()}/${child.pid}` };
    await engine.createVolume({ Name: `grade-run-${child.pid}-test`, Labels });
    expect(await sweepEngine(engine)).toContain(`grade-run-${child.pid}-test`);
    const { Volumes: left } = await engine.listVolumes({
      filters: { name: [`grade-run-${child.pid}-test`] },
    });
    expect(left ?? []).toEqual([]);
  });

  test('when the process that owns it is killed, its container goes too', async () => {
    const file = path.join(import.meta.dirname, '../open-runtime.ts');
    const source = `import { openRuntime } from ${JSON.stringify(file)};
      const runtime = await openRuntime('docker');
      await runtime.openSlot();
      console.log('open');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const filters = { label: [`grade.owner=${hostname()}/${child.pid}`] };
    expect(await engine.listContainers({ all: true, filters })).toHaveLength(1);
    child.kill('SIGKILL');
    await expect.poll(() => engine.listContainers({ all: true, filters }), { timeout: 10_000 }).toEqual([]);
    await sweepEngine(engine);
  });
});
