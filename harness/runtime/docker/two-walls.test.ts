import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type Dockerode from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRuntime } from '../open-runtime.ts';
import type { Runtime } from '../runtime.ts';
import { SlotPool } from '../slot-pool.ts';
import { probeJob } from '../testing/probe-job.ts';
import { pythonPlan } from '../testing/python-plan.ts';
import { connectEngine, whyNoEngineHere } from './engine.ts';
import { ownLabels } from './ownership.ts';

const noEngine = await whyNoEngineHere();
const reason = noEngine === undefined ? '' : ` (not run: ${noEngine})`;
const openTimeoutMs = 900_000;
const pinger =
  'import socket, sys\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.settimeout(1)\nfor n in range(10):\n  s.sendto(b"Ping %d 0" % n, (sys.argv[1], int(sys.argv[2])))\n  s.recv(1024)\n';

/**
 * The sandbox around a program, tried from within, and the container around the sandbox, as the engine has it. What holds
 * for every closed runtime is in `runtime-contract.test.ts`.
 */
describe.skipIf(reason !== '')(`the two walls of the docker runtime${reason}`, () => {
  let engine: Dockerode;
  let runtime: Runtime;
  let pool: SlotPool;
  beforeAll(async () => {
    engine = await connectEngine();
    runtime = await openRuntime('docker');
    pool = new SlotPool(runtime, 1);
    await playWithEcho();
  }, openTimeoutMs);
  afterAll(async () => {
    await pool[Symbol.asyncDispose]();
    await runtime[Symbol.asyncDispose]();
  });

  /** So that there is a bench, and beside it a peer that takes orders. */
  async function playWithEcho(): Promise<void> {
    const part = { id: 'client', role: 'client', transport: 'udp', needsRawSockets: false } as const;
    await mkdir(path.join(runtime.runFolder, 'pinger'));
    await writeFile(path.join(runtime.runFolder, 'pinger', 'main.py'), pinger);
    const plan = { ...pythonPlan('pinger'), candidates: [{ args: ['{host}', '{port}'], why: '' }] };
    await pool.run({ kind: 'prepare', part, plan, sourceFolder: 'pinger', builtFolder: 'built-pinger' });
    const { harnessError } = await pool.run({
      kind: 'scenario',
      labModule: 'labs/udp-pinger/lab.ts',
      scenario: 'none-lost',
      program: { part, plan, folder: 'built-pinger', candidate: 0 },
      seed: 'walls',
    });
    expect(harnessError).toBeUndefined();
  }

  async function ownContainers(): Promise<readonly Dockerode.ContainerInspectInfo[]> {
    const label = Object.entries(ownLabels()).map(([name, value]) => `${name}=${value}`);
    const found = await engine.listContainers({ all: true, filters: { label } });
    return Promise.all(found.map(({ Id }) => engine.getContainer(Id).inspect()));
  }

  async function probe(key: string, source: string): Promise<string> {
    const { build } = await pool.run(await probeJob(runtime, key, source));
    return build?.output ?? '';
  }

  test('no container has a network, a capability, a root to write to, a mount of this machine, or no limits', async () => {
    const containers = await ownContainers();
    const images = containers.map(({ Config }) => Config.Image.split(':')[0]);
    expect(images.toSorted()).toEqual(['grade-bench', 'grade-udp-echo']);
    for (const { HostConfig: host, Config: config, Mounts: mounts } of containers) {
      expect(host).toMatchObject({
        NetworkMode: 'none',
        CapDrop: ['ALL'],
        CapAdd: null,
        Privileged: false,
        ReadonlyRootfs: true,
        AutoRemove: true,
        Binds: null,
      });
      expect(mounts.filter(({ Type }) => Type !== 'volume')).toEqual([]);
      expect(host.SecurityOpt).toContain('no-new-privileges');
      expect(host.SecurityOpt?.some((option: string) => option.startsWith('seccomp={'))).toBe(true);
      expect(host.Memory).toBeGreaterThan(0);
      expect(host.MemorySwap).toBe(host.Memory);
      expect(host.PidsLimit).toBeGreaterThan(0);
      expect(config.User).toBe('65534:65534');
    }
  });

  test('a program finds neither the socket of the engine nor that of a peer that is there', async () => {
    const source = [
      'import os, socket',
      'print("engine", any(os.path.exists(p) for p in ["/var/run/docker.sock", "/run/docker.sock"]))',
      'print("sockets", open("/proc/net/unix").read().count("grade/"))',
      'try: socket.socket(socket.AF_UNIX).connect("\\0grade/udp-echo"); print("reached")',
      'except OSError as error: print("refused", error.errno)',
    ].join('\n');
    expect(await socketsOfWorld()).toContain('@grade/udp-echo');
    expect(await probe('sockets', source)).toMatch(/engine False\nsockets 0\nrefused 111/);
  });

  /** The Unix sockets of the world's network namespace, seen from the peer's container, which has joined it. */
  async function socketsOfWorld(): Promise<string> {
    const peer = (await ownContainers()).find(({ Config }) => Config.Image.startsWith('grade-udp-echo'));
    const find =
      'for p in /proc/[0-9]*; do grep -qs containers/control/main.ts $p/cmdline && cat $p/net/unix; done; true';
    const command = await engine
      .getContainer(peer?.Id ?? '')
      .exec({ Cmd: ['sh', '-c', find], AttachStdout: true });
    return text(await command.start({}));
  }

  test('a program is under the filters of both, can gain no privileges, and has limits of its own', async () => {
    const source = [
      'import ctypes, platform, resource',
      'add_key = 248 if platform.machine() == "x86_64" else 217',
      'libc = ctypes.CDLL(None, use_errno=True)',
      'print("key", libc.syscall(add_key, b"user", b"name", b"x", 1, -3), ctypes.get_errno())',
      'status = dict(line.split(":", 1) for line in open("/proc/self/status"))',
      'for name in ["Seccomp", "Seccomp_filters", "NoNewPrivs", "CapPrm"]: print(name, status.get(name, "?").strip())',
      'for name in ["NOFILE", "FSIZE", "CPU", "NPROC"]: print(name, resource.getrlimit(getattr(resource, "RLIMIT_" + name))[1])',
    ].join('\n');
    const output = await probe('filters', source);
    expect(output).toContain('key -1 1\n');
    expect(output).toContain('Seccomp 2\n');
    expect(Number(/Seccomp_filters (\d+)/.exec(output)?.[1])).toBeGreaterThanOrEqual(2);
    expect(output).toContain('NoNewPrivs 1\n');
    expect(output).toContain('CapPrm 0000000000000000\n');
    for (const name of ['NOFILE', 'FSIZE', 'CPU', 'NPROC'])
      expect(Number(new RegExp(`${name} (-?\\d+)`).exec(output)?.[1]), name).toBeGreaterThan(0);
  });

  test('a program sees no other submission, whether it is being built or was placed', async () => {
    await probe('other', 'print("the work of another student, 4711")');
    const source = [
      'import os',
      'found = [os.path.join(top, name) for top, _, names in os.walk("/") if not top.startswith(("/proc", "/usr", "/sys", "/grade/python2", "/grade/node")) for name in names if name == "main.py"]',
      'print(found)',
      'print(sum("4711" in open(name).read() for name in found if name != os.path.abspath("main.py")))',
    ].join('\n');
    expect(await probe('one', source)).toMatch(/^\['[^',]*main\.py'\]\n0$/m);
  });
});
