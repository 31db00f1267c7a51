import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';

/** Whether a folder is a clone with its history in it. */
export async function isClone(folder: string): Promise<boolean> {
  return lstat(path.join(folder, '.git')).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** Nothing of the clone's own settings may start a program or ask another machine. */
const harmless = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
};

/**
 * When the last commit of a clone was made, by the clock of who made it; undefined where there is no clone, no commit or
 * no git. Only reads an object: hooks, pagers and signatures play no part in that.
 */
export async function commitTime(folder: string): Promise<string | undefined> {
  if (!(await isClone(folder))) return undefined;
  const { stdout, failed } = await execa(
    'git',
    [
      '--git-dir',
      path.join(folder, '.git'),
      '-c',
      'safe.directory=*',
      '-c',
      'core.fsmonitor=false',
      'cat-file',
      'commit',
      'HEAD',
    ],
    { reject: false, timeout: 10_000, env: harmless, maxBuffer: 2 ** 20 },
  );
  const seconds = failed ? undefined : /^committer .*> (\d+) [+-]\d{4}$/m.exec(stdout)?.[1];
  const time = new Date(Number(seconds) * 1000);
  return seconds === undefined || Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
