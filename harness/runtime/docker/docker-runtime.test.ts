import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import type Dockerode from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRuntime } from '../open-runtime.ts';
import type { PrepareJob, Runtime } from '../runtime.ts';
import { SlotPool } from '../slot-pool.ts';
import { pythonPlan, serverPart } from '../testing/python-plan.ts';
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

  async function probe(key: string, source: string): Promise<string> {
    const outcome = await pool.run(await probeJob(runtime, key, source));
    return outcome.build?.output ?? '';
  }

  test('a bench has no network, no capability, no root to write to, and its own limits', async () => {
    await probe('limits', 'print("fine")');
    const [bench] = await ownContainers();
    const { HostConfig: host, Config: config } = await engine.getContainer(bench?.Id ?? '').inspect();
    expect(host).toMatchObject({
      NetworkMode: 'none',
      CapDrop: ['ALL'],
      CapAdd: null,
      Privileged: false,
      ReadonlyRootfs: true,
      AutoRemove: true,
      Binds: null,
    });
    expect(host.MemorySwap).toBe(host.Memory);
    expect(host.PidsLimit).toBeGreaterThan(0);
    expect(config.User).toBe('65534:65534');
  });

  test('a program finds neither the socket of the engine nor that of a peer', async () => {
    const source = [
      'import os, socket',
      'print("engine", any(os.path.exists(p) for p in ["/var/run/docker.sock", "/run/docker.sock"]))',
      'for peer in ["origin", "smtp-server", "udp-echo"]:',
      '  try: socket.socket(socket.AF_UNIX).connect("\\0grade/" + peer); print("reached", peer)',
      '  except OSError as error: print("refused", peer)',
    ].join('\n');
    const output = await probe('sockets', source);
    expect(output).toContain('engine False');
    expect(output).toContain('refused origin');
    expect(output).not.toContain('reached');
  });

  test('a program is under the filter of its container: it cannot use the keys of the kernel', async () => {
    const source = [
      'import ctypes, platform',
      'add_key = 248 if platform.machine() == "x86_64" else 217',
      'libc = ctypes.CDLL(None, use_errno=True)',
      'print("key", libc.syscall(add_key, b"user", b"name", b"x", 1, -3), ctypes.get_errno())',
      'print([line for line in open("/proc/self/status") if line.startswith("Seccomp:")])',
    ].join('\n');
    const output = await probe('keys', source);
    expect(output).toContain('key -1 1\n');
    expect(output).toContain('Seccomp:\\t2');
  });

  test('a container that is killed from outside is replaced, and its job done once more', async () => {
    const job = probeJob(runtime, 'killed', 'import time\ntime.sleep(3)\nprint("done")');
    const running = pool.run(await job);
    const [bench] = await ownContainers();
    await engine.getContainer(bench?.Id ?? '').kill();
    expect((await running).build?.output).toContain('done');
    expect((await ownContainers()).map(({ Id }) => Id)).not.toContain(bench?.Id);
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

/** A job whose build step is a Python program that prints what it finds, and fails. */
async function probeJob(runtime: Runtime, key: string, source: string): Promise<PrepareJob> {
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
