import { execa } from 'execa';

/** Runs a short command of ours. Throws with its words when it fails. */
export async function runCommand(file: string, args: readonly string[], input?: string): Promise<string> {
  const result = await execa(file, args, {
    ...(input !== undefined && { input }),
    reject: false,
    timeout: 20_000,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    extendEnv: false,
    all: true,
  });
  if (result.failed) {
    throw new Error(`${file} ${args.join(' ')} failed: ${result.all?.trim() || result.shortMessage}`);
  }
  return result.stdout;
}
