import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A server that runs as a child; disposing of it ends it and waits for its end. */
export interface StartedProgram extends AsyncDisposable {
  readonly port: number;
}

export interface ProgramStart {
  /** What comes after `node`. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The line that tells that it listens; its first group is the port. */
  readonly announcement: RegExp;
}

const START_TIMEOUT_MS = 15_000;

/** @throws Error with what the program printed, when it ends or says nothing instead of listening */
export async function startProgram(start: ProgramStart): Promise<StartedProgram> {
  const child = spawn(process.execPath, ['--no-warnings', ...start.args], {
    cwd: start.cwd,
    env: { ...process.env, ...start.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let printed = '';
  const fail = (what: string) =>
    reject(new Error(`Starting node ${start.args.join(' ')}: ${what}. It printed:\n${printed}`));
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      // The rest must be read all the same, or the program would stop at a full pipe.
      if (printed.length < 20_000) printed += text;
      const port = start.announcement.exec(printed)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  child.once('error', (error) => fail(error.message)).once('exit', (code) => fail(`ended with ${code}`));
  const timer = setTimeout(() => fail(`no port after ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  try {
    return { port: await promise, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
