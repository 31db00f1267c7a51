import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProgramPlan } from '../program/types.ts';
import { whyNoEngineHere } from './docker/engine.ts';
import { openRuntime } from './open-runtime.ts';
import type { PrepareOutcome, Runtime, RuntimeName } from './runtime.ts';
import { SlotPool } from './slot-pool.ts';
import { probeJob } from './testing/probe-job.ts';
import { pythonPlan, serverPart } from './testing/python-plan.ts';

/** Building the image takes minutes where nothing of it is there yet. */
const openTimeoutMs = 900_000;
const noEngine = await whyNoEngineHere();

/** Defines tests of a runtime. Where there is no Docker engine, those of docker are reported as not run, with the reason. */
function describeRuntime(name: RuntimeName, title: string, define: () => void): void {
  const reason = name === 'docker' && noEngine !== undefined ? ` (not run: ${noEngine})` : '';
  describe.skipIf(reason !== '')(`${title}${reason}`, define);
}

/** Every runtime keeps these promises; what only an isolated one can keep stands below. */
for (const name of ['namespace', 'docker', 'process'] as const) {
  describeRuntime(name, `the ${name} runtime`, () => keepsPromises(name));
}
for (const name of ['namespace', 'docker'] as const) {
  describeRuntime(name, `what only a closed world keeps: ${name}`, () => isClosed(name));
}

function keepsPromises(name: RuntimeName): void {
  let runtime: Runtime;
  let pool: SlotPool;
  beforeAll(async () => {
    runtime = await openRuntime(name);
    pool = new SlotPool(runtime, 2);
  }, openTimeoutMs);
  afterAll(async () => {
    await pool[Symbol.asyncDispose]();
    await runtime[Symbol.asyncDispose]();
  });

  async function prepare(
    key: string,
    source: string,
    wishes: Partial<ProgramPlan> = {},
  ): Promise<PrepareOutcome> {
    await mkdir(path.join(runtime.runFolder, key), { recursive: true });
    await writeFile(path.join(runtime.runFolder, key, 'main.py'), source);
    return pool.run({
      kind: 'prepare',
      part: serverPart,
      plan: { ...pythonPlan(path.join(runtime.runFolder, key)), ...wishes },
      sourceFolder: key,
      builtFolder: `built-${key}`,
    });
  }

  test('finds a server by its listening socket, whatever its port', async () => {
    const outcome = await prepare(
      'listens',
      'import socket, time\ns = socket.socket()\ns.bind(("127.0.0.1", 0))\ns.listen()\ntime.sleep(60)\n',
    );
    expect(outcome).toMatchObject({ isUp: true, candidate: 0, command: 'python3 main.py' });
  });

  test('tries the next arguments when the first do not bring it up', async () => {
    const source =
      'import socket, sys, time\ns = socket.socket()\ns.bind(("", int(sys.argv[1]) * 0))\ns.listen()\ntime.sleep(60)\n';
    const candidates = [
      { args: [], why: 'none' },
      { args: ['{port}'], why: 'a port' },
    ];
    expect(await prepare('arguments', source, { candidates })).toMatchObject({ isUp: true, candidate: 1 });
  });

  test('what an interpreter lacks is no fault of the program', async () => {
    const words =
      'python3: error while loading shared libraries: libssl.so.1.1: cannot open shared object file';
    const outcome = await prepare('library', `import sys\nsys.exit("${words}")\n`);
    expect(outcome).toMatchObject({ isUp: false, missingTool: 'libssl.so.1.1' });
  });

  test('a package of others that is not installed is named, and a module of its own is not', async () => {
    const words = (module: string) =>
      `import sys\nsys.exit("ModuleNotFoundError: No module named '${module}'")\n`;
    expect(await prepare('package', words('prettytable'))).toMatchObject({
      isUp: false,
      missingTool: 'the Python package prettytable',
    });
    const own = await prepare('module', words('my_helpers'));
    expect(own.missingTool).toBeUndefined();
    expect(own.notUpBecause).toContain('my_helpers');
  });

  test('answers a prompt by what it asks for', async () => {
    const source =
      'import socket, time\nport = int(input("Port number: "))\ns = socket.socket()\ns.bind(("127.0.0.1", port * 0))\ns.listen()\ntime.sleep(60)\n';
    const prompts = [{ text: 'Port number: ', meaning: 'port', isSecret: false, wantsNumber: true }] as const;
    expect(await prepare('prompt', source, { prompts })).toMatchObject({ isUp: true });
  });

  test('says with its last words why a program did not come up', async () => {
    const outcome = await prepare('crashes', 'raise SystemExit("no configuration found")\n');
    expect(outcome.isUp).toBe(false);
    expect(outcome.notUpBecause).toContain('exit status 1');
    expect(outcome.notUpBecause).toContain('no configuration found');
  });

  test('gives the words of a compiler that fails', async () => {
    const build = { command: ['python3', '-c', 'raise SystemExit("main.c:3: error")'], cwd: '.', why: '' };
    const outcome = await prepare('build', '', { build });
    expect(outcome.build).toMatchObject({
      status: 'failed',
      output: expect.stringContaining('main.c:3: error'),
    });
  });

  test('names a tool that is missing, and starts nothing', async () => {
    expect(await prepare('tool', '', { needs: ['cobol-65'] })).toMatchObject({ missingTool: 'cobol-65' });
  });

  test('ends a program that floods its output, and goes on with the next', async () => {
    const flood = 'import sys\nwhile True: sys.stdout.write("x" * 65536)\n';
    const outcome = await prepare('flood', flood);
    expect(outcome.notUpBecause).toContain('output');
    const next = await prepare(
      'after-flood',
      'import socket, time\ns = socket.socket()\ns.bind(("127.0.0.1", 0))\ns.listen()\ntime.sleep(60)\n',
    );
    expect(next.isUp).toBe(true);
  });

  test('ends a program that eats memory', async () => {
    const eats = 'blocks = []\nwhile True: blocks.append(bytearray(64 << 20))\n';
    const { notUpBecause } = await prepare('memory', eats);
    expect(notUpBecause).toMatch(/too much \(memory\)|MemoryError/);
  });
}

function isClosed(name: RuntimeName): void {
  let runtime: Runtime;
  let pool: SlotPool;
  beforeAll(async () => {
    runtime = await openRuntime(name);
    pool = new SlotPool(runtime, 1);
  }, openTimeoutMs);
  afterAll(async () => {
    await pool[Symbol.asyncDispose]();
    await runtime[Symbol.asyncDispose]();
  });

  /** Runs a probe in the sandbox as a build step, and gives what it printed. */
  async function probe(key: string, source: string): Promise<string> {
    const outcome = await pool.run(await probeJob(runtime, key, source));
    return outcome.build?.output ?? '';
  }

  test('a program sees neither the product nor other submissions nor the home folder', async () => {
    const source =
      'import os\nfor place in ["/grade/app", "/grade/run", "/work", "/root", "/mnt"]: print(place, os.path.exists(place))\nprint(sorted(os.listdir("/home")))';
    const output = await probe('sight', source);
    for (const place of ['/grade/app', '/grade/run', '/work', '/root', '/mnt']) {
      expect(output).toContain(`${place} False`);
    }
    expect(output).toContain("['student']");
  });

  test('a program cannot write outside its folder and /tmp', async () => {
    const source =
      'for place in ["/usr/x", "/etc/x", "/x/y"]:\n  try: open(place, "w"); print("wrote", place)\n  except OSError as error: print("refused", error.errno)';
    const output = await probe('writes', source);
    expect(output).not.toContain('wrote');
  });

  test('a program sees only its own processes and cannot gain rights', async () => {
    const source =
      'import os\nprint("processes", len([n for n in os.listdir("/proc") if n.isdigit()]))\nprint([l for l in open("/proc/self/status") if l.startswith("CapEff")])';
    const output = await probe('processes', source);
    expect(Number(/processes (\d+)/.exec(output)?.[1])).toBeLessThan(5);
    expect(output).toContain('0000000000000000');
  });

  test('a program makes no namespace and looks into no kernel', async () => {
    const source = `import ctypes, errno, platform
libc = ctypes.CDLL(None, use_errno=True)
unshare, bpf = (272, 321) if platform.machine() == "x86_64" else (97, 280)
for name, call in [("unshare", lambda: libc.syscall(unshare, 0x10000000)), ("bpf", lambda: libc.syscall(bpf, 0, None, 0)),
                   ("mount", lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None))]:
    print(name, "done" if call() >= 0 else errno.errorcode[ctypes.get_errno()])
`;
    const output = await probe('calls', source);
    for (const name of ['unshare', 'bpf', 'mount']) expect(output).toContain(`${name} EPERM`);
  });

  test('a program finds an authority to trust before any peer has a certificate: one that certifies nobody', async () => {
    const source =
      'import os, ssl\nfor file in [os.environ["SSL_CERT_FILE"], os.environ["NODE_EXTRA_CA_CERTS"], "/etc/ssl/cert.pem"]:\n  print([c["subject"][-1] for c in ssl.create_default_context(cafile=file).get_ca_certs()])';
    const output = await probe('authority', source);
    expect(output.match(/\[\(\('commonName', 'nobody'\),\)\]/g)).toHaveLength(3);
  });

  test('there is no way out: the only other host is ours', async () => {
    const source =
      'import socket\ns = socket.socket()\ns.settimeout(2)\ntry: s.connect(("192.0.2.7", 9)); print("connected")\nexcept OSError as error: print("refused", type(error).__name__)';
    expect(await probe('way-out', source)).toContain('refused ConnectionRefusedError');
  });

  test('a client that dials its own host by name reaches the far end', async () => {
    const source =
      'import socket, time\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b"hi", (socket.gethostbyname(socket.gethostname()), 9000))\ntime.sleep(60)\n';
    await mkdir(path.join(runtime.runFolder, 'own-name'), { recursive: true });
    await writeFile(path.join(runtime.runFolder, 'own-name', 'main.py'), source);
    const outcome = await pool.run({
      kind: 'prepare',
      part: { ...serverPart, role: 'client', transport: 'udp' },
      plan: pythonPlan(path.join(runtime.runFolder, 'own-name')),
      sourceFolder: 'own-name',
      builtFolder: 'built-own-name',
    });
    expect(outcome.isUp).toBe(true);
  });

  test('a fork bomb and its children end with it', async () => {
    const bomb =
      'import os\nfor _ in range(3000):\n  try:\n    if os.fork() == 0:\n      import time; time.sleep(600)\n  except OSError as error: print("limit", error.errno); break';
    expect(await probe('forks', bomb)).toContain('limit');
    expect(await probe('after-forks', 'print("fine")')).toContain('fine');
  });
}
