import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** A running agent as a slot sees it: its standard streams, and its end. */
export interface AgentProcess {
  readonly input: Writable;
  readonly output: Readable;
  readonly errors: Readable;
  /** Resolves when it is gone, with how it ended, for a person to read. Never rejects. */
  readonly gone: Promise<string>;
  /** Ends it and all that it holds. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** An agent that is a child of this process, with piped standard streams. */
export function childAgent(child: ChildProcess): AgentProcess {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new Error('an agent needs piped standard streams');
  return {
    input: stdin,
    output: stdout,
    errors: stderr,
    gone: new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (code, signal) => resolve(`it ended (${signal ?? code})`));
    }),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
