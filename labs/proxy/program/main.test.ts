import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const host = '127.0.0.1';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proxy-program-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the program', () => {
  const run = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { cwd: folder, stdio: 'pipe' });
  const output = async (child: ChildProcess) => {
    let text = '';
    child.stdout?.on('data', (bytes) => {
      text += bytes;
    });
    child.stderr?.on('data', (bytes) => {
      text += bytes;
    });
    const [code] = await once(child, 'close');
    return { code, text };
  };

  test('says how it is used, and what is wrong', async () => {
    expect(await output(run('--help'))).toMatchObject({
      code: 0,
      text: expect.stringContaining('--max-cache-mb'),
    });
    expect(await output(run('--port', 'x'))).toMatchObject({
      code: 2,
      text: expect.stringContaining('--port takes'),
    });
    const other = createServer().listen(0, host);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const taken = await output(run('--host', host, '--port', String(port)));
    other.close();
    expect(taken).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^Cannot listen on .* port \d+: another program does/),
    });
  });

  test.each([
    ['that no folder can be made in', '/proc/cache/of/proxy'],
    ['that takes no file', '/proc'],
    ['that is a file', '/dev/null'],
  ])('names a cache folder %s', async (_what, cacheFolder) => {
    const ended = await output(run('--port', '0', '--host', host, '--cache-dir', cacheFolder));
    expect(ended.code).toBe(1);
    expect(ended.text).toMatch(new RegExp(`^Cannot keep the cache in ${cacheFolder} .*--cache-dir\\.\n$`));
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async (signal) => {
    const child = run('--host', host, '--port', '0');
    const ended = output(child);
    await once(child.stdout ?? child, 'data');
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, text: expect.stringContaining('Stopped') });
  });
});
