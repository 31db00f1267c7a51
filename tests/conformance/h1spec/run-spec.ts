import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../started-program.ts';
import { parseSpecOutput, type SpecCase } from './parse-output.ts';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Runs h1spec against the web server of the lab, on loopback.
 *
 * @param checkout folder of h1spec
 * @throws Error when the server does not start, or h1spec does not come to its end
 */
export async function runSpec(checkout: string): Promise<SpecCase[]> {
  const root = await mkdtemp(join(tmpdir(), 'h1spec-'));
  try {
    await writeFile(join(root, 'index.html'), '<!doctype html><title>h1spec</title>');
    await using server = await startProgram({
      args: [
        pathOf('../../../labs/web-server/program/main.ts'),
        ...['--host', '127.0.0.1', '--port', '0', '--root', root, '--quiet'],
      ],
      cwd: root,
      announcement: /http:\/\/localhost:(\d+)\//,
    });
    return parseSpecOutput(await outputOfSpec(checkout, server.port));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** What it prints goes to both streams; its exit status only repeats it. */
async function outputOfSpec(checkout: string, port: number): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--import', pathOf('deno-preload.ts'), 'http_test.ts', '127.0.0.1', String(port)],
    { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 },
  );
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return `${out}\n${err}`;
}
