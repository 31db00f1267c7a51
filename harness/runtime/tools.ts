import { execFile } from 'node:child_process';
import { access, constants, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** An interpreter outside /usr: its folder, and the name it is shown under in a world. */
export interface ToolFolder {
  readonly name: string;
  /** Absolute, with a `bin` in it. */
  readonly prefix: string;
}

/**
 * Where this machine keeps a Python 2, if it has one: kept by pyenv, whose shims answer only for the versions that are
 * switched on, or on the PATH, where what counts is the prefix that the interpreter itself tells.
 */
export async function findPython2(): Promise<ToolFolder | undefined> {
  return (await pyenvPython2()) ?? (await pythonOnPath('python2')) ?? pythonOnPath('python2.7');
}

async function pyenvPython2(): Promise<ToolFolder | undefined> {
  const versions = path.join(process.env.PYENV_ROOT ?? path.join(homedir(), '.pyenv'), 'versions');
  const names = await readdir(versions).catch(() => []);
  for (const name of names.filter((each) => each.startsWith('2.'))) {
    const prefix = path.join(versions, name);
    if (await isExecutable(path.join(prefix, 'bin', 'python2'))) return { name: 'python2', prefix };
  }
  return undefined;
}

async function pythonOnPath(file: string): Promise<ToolFolder | undefined> {
  const code = 'import sys; sys.stdout.write("%d %s" % (sys.version_info[0], sys.prefix))';
  // Not with execa: to load it takes a tenth of a second of every start.
  const run = promisify(execFile)(file, ['-c', code], { timeout: 5000 });
  const { stdout } = await run.catch(() => ({ stdout: '' }));
  const [major, prefix = ''] = stdout.split(' ');
  return major === '2' && prefix !== '/usr' && prefix !== '' ? { name: 'python2', prefix } : undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
