import { execa } from 'execa';

/** An interpreter outside /usr: its folder, and the name it is shown under in a world. */
export interface ToolFolder {
  readonly name: string;
  /** Absolute, with a `bin` in it. */
  readonly prefix: string;
}

/**
 * Where this machine keeps a Python 2, if it has one. A version manager's shim is seen through: what counts is the
 * prefix the interpreter itself tells.
 */
export async function findPython2(): Promise<ToolFolder | undefined> {
  const code = 'import sys; sys.stdout.write("%d %s" % (sys.version_info[0], sys.prefix))';
  for (const name of ['python2', 'python2.7']) {
    const { stdout, failed } = await execa(name, ['-c', code], { reject: false, timeout: 5000 });
    const [major, prefix = ''] = String(stdout).split(' ');
    if (!failed && major === '2' && prefix !== '/usr' && prefix !== '') return { name: 'python2', prefix };
  }
  return undefined;
}
