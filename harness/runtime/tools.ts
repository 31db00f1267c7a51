import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';

/** An interpreter outside /usr: its folder, and the name it is shown under in a world. */
export interface ToolFolder {
  readonly name: string;
  /** Absolute, with a `bin` in it. */
  readonly prefix: string;
}

/**
 * Where this machine keeps a Python 2, if it has one: on the PATH, or kept by pyenv, whose shims answer only for the
 * versions that are switched on. What counts is the prefix the interpreter itself tells.
 */
export async function findPython2(): Promise<ToolFolder | undefined> {
  const code = 'import sys; sys.stdout.write("%d %s" % (sys.version_info[0], sys.prefix))';
  for (const file of [...(await pyenvPythons()), 'python2', 'python2.7']) {
    const { stdout, failed } = await execa(file, ['-c', code], { reject: false, timeout: 5000 });
    const [major, prefix = ''] = String(stdout).split(' ');
    if (!failed && major === '2' && prefix !== '/usr' && prefix !== '') return { name: 'python2', prefix };
  }
  return undefined;
}

async function pyenvPythons(): Promise<string[]> {
  const versions = path.join(process.env.PYENV_ROOT ?? path.join(homedir(), '.pyenv'), 'versions');
  const names = await readdir(versions).catch(() => []);
  return names
    .filter((name) => name.startsWith('2.'))
    .map((name) => path.join(versions, name, 'bin', 'python2'));
}
