import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { execa, type Options } from 'execa';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectEngine, whyNoEngineHere } from '../harness/runtime/docker/engine.ts';
import { openRuntime } from '../harness/runtime/open-runtime.ts';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { parseResults } from '../reports/schema.ts';
import { EngineRelay } from './kit/engine-relay.ts';

const noEngine = await whyNoEngineHere();
const reason = noEngine === undefined ? '' : ` (not run: ${noEngine})`;
const buildTimeoutMs = 900_000;
const server =
  'import socket\ns = socket.socket()\ns.setsockopt(1, 2, 1)\ns.bind(("", 6789))\ns.listen(5)\nwhile True:\n  c, _ = s.accept()\n  c.recv(2000)\n  c.sendall(b"HTTP/1.1 200 OK\\r\\n\\r\\nhello")\n  c.close()\n';

/** What goes wrong around `grade --runtime docker`, and what is left of the work and in the engine then. */
describe.skipIf(reason !== '')(
  `grading in containers when something fails${reason}`,
  {
    timeout: 240_000,
  },
  () => {
    let folder: string;
    beforeAll(async () => {
      // So that no test waits for an image.
      await using _runtime = await openRuntime('docker');
    }, buildTimeoutMs);
    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'grade-docker-'));
      await chmod(folder, 0o755);
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    function grade(args: readonly string[], options: Options = {}) {
      const common = ['--runtime', 'docker', '--only', 'web-server/status-line'];
      const all = [...args, ...common, ...(args.includes('-o') ? [] : ['-o', 'out'])];
      return execa(path.join(appFolder, 'grade'), all, { cwd: folder, reject: false, ...options });
    }

    async function write(name: string, source: string): Promise<void> {
      const to = path.join(folder, 'class', name, 'web-server');
      await mkdir(to, { recursive: true });
      await writeFile(path.join(to, 'server.py'), source);
    }

    /** A class of which ada is graded and bob keeps his world waiting, when this returns. A run is awaited by itself. */
    async function gradeUntilAdaIsDone(env: Record<string, string> = {}) {
      await write('ada', server);
      await write('bob', 'import time\ntime.sleep(60)\n');
      const run = grade(['all', 'class', '--jobs', '1'], { env });
      let said = '';
      await new Promise<void>((resolve, reject) => {
        run.stderr?.on('data', (chunk) => {
          said += chunk;
          if (said.includes('[1/2]')) resolve();
        });
        run.then(() => reject(new Error(`It ended before one was done: ${said}`)), reject);
      });
      return { run };
    }

    const resultsThere = async () =>
      parseResults(await readFile(path.join(folder, 'out/results.json'), 'utf8'));

    async function leftOf(pid: number | undefined): Promise<readonly string[]> {
      const engine = await connectEngine();
      const filters = { label: [`grade.owner=${hostname()}/${pid}`] };
      const containers = await engine.listContainers({ all: true, filters });
      const { Volumes: volumes } = await engine.listVolumes({ filters });
      return [...containers.map(({ Id }) => Id), ...(volumes ?? []).map(({ Name }) => Name)];
    }

    test('an engine that stops: what is finished is kept, the rest is ungradable, and is graded the next time', async () => {
      const { modem } = await connectEngine();
      const { socketPath = '' } = modem as { readonly socketPath?: string };
      await using relay = new EngineRelay(path.join(folder, 'engine.sock'), socketPath);
      await relay.open();
      const { run } = await gradeUntilAdaIsDone({ DOCKER_HOST: relay.address });
      await relay.cut();
      const { exitCode, stderr } = await run;
      expect(exitCode).toBe(3);
      expect(String(stderr)).not.toContain('    at ');
      const [ada, bob] = (await resultsThere()).labRuns;
      expect(ada).toMatchObject({ student: 'ada', gradable: true });
      expect(bob).toMatchObject({ student: 'bob', gradable: false });
      expect(bob?.ungradableBecause).toMatch(/Docker engine/);
      await write('bob', server);
      const again = await grade(['all', 'class']);
      expect(String(again.stderr)).toMatch(/ada\/web-server: .*unchanged since the last report/);
      expect((await resultsThere()).labRuns.map(({ gradable }) => gradable)).toEqual([true, true]);
      await expect.poll(() => leftOf(run.pid), { timeout: 20_000 }).toEqual([]);
    });

    test('Ctrl-C keeps what is finished, and leaves nothing in the engine', async () => {
      const { run } = await gradeUntilAdaIsDone();
      expect(await leftOf(run.pid)).not.toEqual([]);
      run.kill('SIGINT');
      expect((await run).exitCode).toBe(130);
      expect((await resultsThere()).labRuns.map(({ student }) => student)).toEqual(['ada']);
      expect(await leftOf(run.pid)).toEqual([]);
    });

    test('after kill -9 the engine removes the containers, the next start the rest, and it goes on', async () => {
      const { run } = await gradeUntilAdaIsDone();
      run.kill('SIGKILL');
      await run;
      await write('bob', server);
      const again = await grade(['all', 'class']);
      expect(String(again.stderr)).toMatch(/ada\/web-server: .*unchanged since the last report/);
      expect((await resultsThere()).labRuns.map(({ student }) => student)).toEqual(['ada', 'bob']);
      await expect.poll(() => leftOf(run.pid), { timeout: 20_000 }).toEqual([]);
    });

    test('two runs at once do not disturb each other', async () => {
      await write('ada', server);
      const start = (out: string) => grade(['all', 'class', '-o', out]);
      const runs = [start('one'), start('two')] as const;
      for (const run of runs) {
        expect((await run).exitCode).toBe(0);
        expect(await leftOf(run.pid)).toEqual([]);
      }
    });

    test('no image and no registry: the base is named, and what makes one', async () => {
      await write('ada', server);
      const { exitCode, stderr } = await grade(['all', 'class'], {
        env: { GRADE_BASE: '127.0.0.1:1/none:1' },
      });
      expect(exitCode).toBe(2);
      expect(String(stderr)).toMatch(
        /could not be built.*No registry was reached.*containers\/base\/offline\.sh/s,
      );
      expect(String(stderr)).not.toContain('    at ');
    });

    test('no engine where DOCKER_HOST says: a sentence, and 2', async () => {
      await write('ada', server);
      const { exitCode, stderr } = await grade(['all', 'class'], { env: { DOCKER_HOST: 'unix:///nowhere' } });
      expect(exitCode).toBe(2);
      expect(String(stderr)).toContain('No Docker engine answers at DOCKER_HOST=unix:///nowhere');
      expect(String(stderr)).not.toContain('    at ');
    });
  },
);
