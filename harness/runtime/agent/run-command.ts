import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const patienceMs = 20_000;

/**
 * Runs a short command of ours and gives back what it printed. Not with execa: loading it takes longer than all that an
 * agent does before its first job.
 * @throws Error with the command's words when it fails
 */
export async function runCommand(file: string, args: readonly string[], input?: string): Promise<string> {
  const child = spawn(file, args, {
    stdio: 'pipe',
    timeout: patienceMs,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  });
  // A command may end before it has read its input.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const [printed, complaint, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  if (code === 0) return printed;
  const words = (complaint + printed).trim() || `it ended with ${signal ?? `status ${code}`}`;
  throw new Error(`${file} ${args.join(' ')} failed: ${words}`);
}
