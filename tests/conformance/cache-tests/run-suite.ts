import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startProgram } from '../started-program.ts';
import type { RawResults, Suite } from './suite.ts';

const run = promisify(execFile);
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Many cases wait three seconds for something to get old. */
const SUITE_TIMEOUT_MS = 300_000;

/**
 * Runs the suite's client against its own server through the proxy of the lab; all three listen on loopback and in
 * folders that are gone afterwards.
 *
 * @throws Error when one of them does not start, or the client does not come to its end
 */
export async function runSuite(suite: Suite): Promise<RawResults> {
  const folder = await mkdtemp(join(tmpdir(), 'cache-tests-'));
  try {
    await using origin = await startOrigin(suite.folder, folder);
    await using proxy = await startProgram({
      args: [
        pathOf('../../../labs/proxy/program/main.ts'),
        ...['--host', '127.0.0.1', '--port', '0', '--cache-dir', join(folder, 'cache'), '--quiet'],
      ],
      cwd: folder,
      announcement: /listens on port (\d+)/,
    });
    const { stdout } = await run(
      process.execPath,
      ['--no-warnings', '--import', pathOf('client-preload.ts'), 'test-engine/cli.mjs'],
      {
        cwd: suite.folder,
        env: {
          ...process.env,
          PROXY_URL: `http://127.0.0.1:${proxy.port}`,
          npm_config_base: `http://127.0.0.1:${origin.port}`,
          // Both empty means: all cases.
          npm_config_id: '',
          npm_package_config_id: '',
        },
        timeout: SUITE_TIMEOUT_MS,
        maxBuffer: 16 * 2 ** 20,
      },
    );
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function startOrigin(checkout: string, folder: string) {
  return startProgram({
    args: ['--import', pathOf('origin-preload.ts'), 'test-engine/server/server.mjs'],
    cwd: checkout,
    env: { npm_config_protocol: 'http', npm_config_port: '0', npm_config_pidfile: join(folder, 'pid') },
    announcement: /Listening on http:\/\/\S+:(\d+)\//,
  });
}
