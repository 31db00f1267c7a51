import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { EnvironmentError } from '../../harness/runtime/errors.ts';
import { appFolder } from '../../harness/runtime/product-paths.ts';

const folder = path.join(appFolder, 'toolchain/similarity');

/**
 * The folder that Dolos is installed in. The first call brings it with npm, as its lock file says, and announces that.
 * @throws EnvironmentError when it cannot be brought
 */
export async function bringDolos(announce: (text: string) => void): Promise<string> {
  if (await isThere()) return folder;
  announce('bringing Dolos, which compares programs, into toolchain/similarity/ (23 MB, once)');
  const args = ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error', '--fetch-retries=2'];
  const output = await npm(args);
  if (!(await isThere())) {
    const said = output.trim().split('\n').slice(-5).join(' ');
    throw new EnvironmentError(
      'no-dolos',
      `npm could not bring Dolos into ${folder}; is the npm registry reachable? It said: ${said}`,
    );
  }
  return folder;
}

/** Installed, and not from an older lock file. */
async function isThere(): Promise<boolean> {
  const changedAt = async (name: string) => (await stat(path.join(folder, name))).mtimeMs;
  try {
    return (await changedAt('node_modules/.package-lock.json')) >= (await changedAt('package-lock.json'));
  } catch {
    return false;
  }
}

function npm(args: readonly string[]): Promise<string> {
  const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`;
  const child = spawn('npm', args, {
    cwd: folder,
    env: { ...process.env, PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part));
  return new Promise((resolve, reject) => {
    const missing = 'Comparing programs needs npm once, to bring Dolos. Run: sudo apt-get install -y npm';
    child.once('error', (cause) => reject(new EnvironmentError('no-npm', missing, { cause })));
    child.once('close', () => resolve(Buffer.concat(parts).toString()));
  });
}
