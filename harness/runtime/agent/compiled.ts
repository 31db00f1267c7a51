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

const timeoutMs = 15_000;
const mostBytes = 16 << 20;
const mostEntries = 1000;

/**
 * Has Node compile the modules of a TypeScript program, for its starts to come: to strip the types of twenty files takes
 * three times as long as all else until it listens. Nothing of the program runs: ES modules are compiled before the first
 * of them is evaluated, and the first one is ours and ends it. So all that is kept was written by Node. Of a program of
 * CommonJS modules that is the first one alone. A program for which this does not work starts as it would have.
 * @see https://nodejs.org/docs/latest-v24.x/api/module.html#module-compile-cache
 */
export async function compileAhead(
  plan: ProgramPlan,
  builtFolder: string,
  { runtime, workFolder }: AgentConfig,
  network: SlotNetwork,
): Promise<void> {
  const entry = typescriptEntry(plan);
  if (entry === undefined || runtime === 'process') return;
  const folder = ownFolder(workFolder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  try {
    await copyFolder(builtFolder, programFolder(workFolder), compiledName);
    const isCompiled = await compile(entry, plan.cwd, folder, workFolder, network);
    if (isCompiled && (await isOfUsualSize(folder))) await copyFolder(folder, compiledFolder(builtFolder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file that Node is given, with nothing before it: its options may load what the submission likes. */
function typescriptEntry({ command: [tool, entry = ''] }: ProgramPlan): string | undefined {
  return tool === 'node' && /^[^-].*\.[mc]?ts$/.test(entry) ? entry : undefined;
}

/** Not the environment of the program, nor arguments of its `grade.yaml`: both can make Node run what they name. */
async function compile(
  entry: string,
  cwd: string,
  folder: string,
  workFolder: string,
  network: SlotNetwork,
): Promise<boolean> {
  const end = `import 'data:text/javascript,process.exit()'`;
  const url = `./${entry.split('/').map(encodeURIComponent).join('/')}`;
  await using host = await network.createHost({ isClient: false });
  const { child } = await host.spawn({
    argv: ['node', '--input-type=module', '-e', `${end}; import ${JSON.stringify(url)}`],
    folder: programFolder(workFolder),
    cwd,
    env: {},
    mayUseRawSockets: false,
    compiled: { folder, mayWrite: true },
  });
  child.stdin?.end();
  for (const stream of ['stdout', 'stderr'] as const) hearOutput(child, stream, () => {});
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  using limit = patientTimer(timeoutMs, ownStallMs);
  return (await Promise.race([ended, limit.promise])) === 0;
}

async function isOfUsualSize(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  if (entries.length > mostEntries) return false;
  const found = await Promise.all(entries.map(({ parentPath, name }) => lstat(path.join(parentPath, name))));
  return found.reduce((sum, { size }) => sum + size, 0) <= mostBytes;
}

/** What was kept of a program, to be read alone: a copy, as a mount tells where what it shows comes from. */
export async function findCompiled(builtFolder: string, workFolder: string): Promise<Compiled | undefined> {
  const kept = compiledFolder(builtFolder);
  // A link would be followed where no sandbox holds it back.
  const isThere = await lstat(kept).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isThere) return undefined;
  const folder = ownFolder(workFolder);
  await copyFolder(kept, folder);
  return { folder, mayWrite: false };
}

function ownFolder(workFolder: string): string {
  return path.join(workFolder, 'compiled');
}
