import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { EnvironmentError } from '../../harness/runtime/errors.ts';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import type { LaunchableProgram } from './launchable-program.ts';

/** How a program ended: one of the two. */
export interface Ending {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Runs a program on this terminal until it ends. Ctrl-C reaches it from the terminal itself, as it reaches all
 * processes in the foreground; whoever calls this must not die of it.
 * @param ended passes the signal that is its reason on to the program
 */
export async function runInTerminal(
  program: LaunchableProgram,
  args: readonly string[],
  ended: AbortSignal,
): Promise<Ending> {
  const [file, ...words] = commandFor(program, args);
  const child = spawn(file, words, { stdio: 'inherit' });
  const passOn = () => child.kill(ended.reason as NodeJS.Signals);
  ended.addEventListener('abort', passOn);
  try {
    const [status, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return { status, signal };
  } finally {
    ended.removeEventListener('abort', passOn);
  }
}

/**
 * Becomes the program: the process stays, with its terminal, its files and its number, so that signals and the exit
 * status are those of the program.
 * @see https://nodejs.org/api/process.html#processexecvefile-args-env
 */
export function becomeProgram(program: LaunchableProgram, args: readonly string[]): never {
  const [file, ...words] = commandFor(program, args);
  process.execve?.(file, [file, ...words], process.env);
  throw new EnvironmentError(
    'no-execve',
    `Node.js ${process.version} cannot hand over to ${program.title}; use one that can, 22.18 or 24 and later, or call node ${program.file}`,
  );
}

function commandFor({ file }: LaunchableProgram, args: readonly string[]): [string, ...string[]] {
  return [process.execPath, ...process.execArgv, path.join(appFolder, file), ...args];
}
