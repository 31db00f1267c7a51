import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ProgramPlan } from '../../program/types.ts';
import type { AgentConfig } from './config.ts';
import { copyFolder } from './copy-folder.ts';
import { compiledFolder, compiledName, programFolder } from './folders.ts';
import { hearOutput } from './held-output.ts';
import type { HostCommand, SlotNetwork } from './program-host.ts';
import { ownStallMs } from './stall-meter.ts';
import { patientTimer } from './timer.ts';

/** Where Node reads, or writes, what it compiled. */
export type Compiled = NonNullable<HostCommand['compiled']>;

const timeoutMs = 5000;
const mostBytes = 16 << 20;

/**
 * Has Node compile the modules of a TypeScript program, for its starts to come: to strip the types of twenty files takes
 * three times as long as all else until it listens. Nothing of the program runs: modules are compiled before the first of
 * them is evaluated, and the first one is ours and ends it. So all that is kept was written by Node. A program for which
 * this does not work starts as it would have.
 * @see https://nodejs.org/docs/latest-v24.x/api/module.html#module-compile-cache
 */
export async function compileAhead(
  plan: ProgramPlan,
  builtFolder: string,
  { runtime, workFolder }: AgentConfig,
  network: SlotNetwork,
): Promise<void> {
  const [tool, entry] = plan.command;
  if (plan.language !== 'typescript' || tool !== 'node' || entry === undefined || runtime === 'process')
    return;
  const compiled = path.join(workFolder, 'compiled');
  const kept = compiledFolder(builtFolder);
  try {
    await mkdir(compiled);
    await copyFolder(builtFolder, programFolder(workFolder), compiledName);
    const hasEnded = await compile(entry, plan.cwd, compiled, workFolder, network);
    if (hasEnded && (await bytesIn(compiled)) <= mostBytes) await copyFolder(compiled, kept);
  } catch {
    await rm(kept, { recursive: true, force: true });
  } finally {
    await rm(compiled, { recursive: true, force: true });
  }
}

async function compile(
  entry: string,
  cwd: string,
  compiled: string,
  workFolder: string,
  network: SlotNetwork,
): Promise<boolean> {
  const end = `import 'data:text/javascript,process.exit()'`;
  await using host = await network.createHost({ isClient: false });
  const process = await host.spawn({
    argv: ['node', '--input-type=module', '-e', `${end}; import ${JSON.stringify(`./${entry}`)}`],
    folder: programFolder(workFolder),
    cwd,
    env: {},
    mayUseRawSockets: false,
    compiled: { folder: compiled, mayWrite: true },
  });
  const { child } = process;
  child.stdin?.end();
  for (const stream of ['stdout', 'stderr'] as const) hearOutput(child, stream, () => {});
  const ended = new Promise<true>((resolve) => child.on('close', () => resolve(true)));
  using limit = patientTimer(timeoutMs, ownStallMs);
  return (await Promise.race([ended, limit.promise])) ?? false;
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const found = await Promise.all(entries.map(({ parentPath, name }) => lstat(path.join(parentPath, name))));
  return found.reduce((sum, { size }) => sum + size, 0);
}

/** What was kept of a program, to be read alone. */
export async function findCompiled(builtFolder: string): Promise<Compiled | undefined> {
  const folder = compiledFolder(builtFolder);
  // A link would be followed where no sandbox holds it back.
  const isThere = await lstat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isThere ? { folder, mayWrite: false } : undefined;
}
