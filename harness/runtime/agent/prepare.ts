import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Random } from '../../engine/random.ts';
import type { BuildAlternative, BuildStep } from '../../program/types.ts';
import { buildFolder } from '../../program/unit.ts';
import type { BuildOutcome, PrepareJob, PrepareOutcome } from '../runtime.ts';
import { compileAhead, findCompiled } from './compiled.ts';
import type { AgentConfig } from './config.ts';
import { copyFolder } from './copy-folder.ts';
import { compiledName, programFolder } from './folders.ts';
import { hearOutput } from './held-output.ts';
import { argumentsOf, asTyped, missingTool } from './program/command.ts';
import { OutputLog } from './program/output-log.ts';
import type { SlotNetwork } from './program-host.ts';
import { ScenarioWorld } from './scenario-world.ts';
import type { SlotSetting } from './setting.ts';
import { ownStallMs } from './stall-meter.ts';
import { patientTimer } from './timer.ts';

const buildTimeoutMs = 60_000;
/** The first try waits longest: a slow start is likelier than wrong arguments. */
const tryTimeoutsMs = [10_000, 4000];
/** For what still ran when its time was up: it has a second try, in case the machine was too busy. */
const patientTimeoutMs = 20_000;
const probeFile = { path: 'index.html', bytes: Buffer.from('<html><body>probe</body></html>\n') };

/** Builds a program and finds the arguments with which it comes up. */
export async function prepare(job: PrepareJob, setting: SlotSetting): Promise<PrepareOutcome> {
  const { config, network } = setting;
  const nothing = { candidate: 0, isUp: false, command: asTyped(argumentsOf(job.plan, 0, {})) };
  const missing = await missingTool(job.plan.needs, config.toolFolders);
  if (missing !== undefined) return { ...nothing, missingTool: missing };
  const build = await buildProgram(job, config, network);
  if (build !== undefined && build.status !== 'ok') {
    const newer = newerGo(build);
    return newer === undefined ? { ...nothing, build } : { ...nothing, missingTool: newer };
  }
  await compileAhead(job.plan, path.join(config.runFolder, job.builtFolder), config, network);
  const found = await findCandidate(job, setting);
  const library = build === undefined ? missingLibrary(found) : missingDisplay(found);
  if (library !== undefined) return { ...nothing, missingTool: library };
  return { ...found, ...(build && { build }) };
}

/** What this machine lacks: no fault of the program that was to run on it. */
function missingLibrary({ notUpBecause = '' }: PrepareOutcome): string | undefined {
  const library = /error while loading shared libraries: (\S+):/.exec(notUpBecause)?.[1];
  if (library !== undefined) return library;
  const module = /No module named '?([\w.]+)/.exec(notUpBecause)?.[1]?.split('.')[0] ?? '';
  return packages.test(module) ? `the Python package ${module}` : missingDisplay({ notUpBecause });
}

/** A version of Go that the program was written for and this machine has not. */
function newerGo({ output }: BuildOutcome): string | undefined {
  const told =
    /requires go >= ([\d.]+)|module requires Go ([\d.]+)|invalid go version '([\d.]+)'/.exec(output) ?? [];
  const version = told.slice(1).find((each) => each !== undefined);
  return version && `Go ${version}`;
}

function missingDisplay({ notUpBecause = '' }: Pick<PrepareOutcome, 'notUpBecause'>): string | undefined {
  const asks = /HeadlessException|no display name and no \$DISPLAY|No X11 DISPLAY/;
  return asks.test(notUpBecause) ? 'a display for its window' : undefined;
}

/** Well-known packages that are installed apart from Python. Other missing modules are the submission's own. */
const packages =
  /^(?:numpy|pandas|scipy|matplotlib|requests|colorama|termcolor|tabulate|rich|tqdm|prettytable|pyfiglet|art|dotenv|psutil|dns|dnspython|PIL|cv2|yaml|simplejson|chardet|certifi|cryptography|OpenSSL|icmplib|ping3|pythonping|scapy|prompt_toolkit|questionary|click|pytz|six|tkinter|customtkinter|PyQt5|flask)$/;

/** In a sandbox like that of a start, without a network to reach. */
async function buildProgram(
  job: PrepareJob,
  config: AgentConfig,
  network: SlotNetwork,
): Promise<BuildOutcome | undefined> {
  const source = path.join(config.runFolder, job.sourceFolder);
  const built = path.join(config.runFolder, job.builtFolder);
  const { build, env } = job.plan;
  if (build === undefined) {
    await copyFolder(source, built, compiledName);
    return undefined;
  }
  const folder = programFolder(config.workFolder);
  const ways: readonly BuildAlternative[] = [build, ...(build.alternatives ?? [])];
  let first: BuildOutcome | undefined;
  for (const way of ways) {
    await copyFolder(source, folder);
    const outcome = await buildOnce(folder, build, way, env, network);
    if (outcome.status === 'ok') {
      await copyFolder(folder, built, compiledName);
      return outcome;
    }
    first ??= outcome;
    if (outcome.status === 'timed-out') break;
  }
  return first;
}

async function buildOnce(
  folder: string,
  { cwd }: BuildStep,
  { command, files = [] }: BuildAlternative,
  env: Readonly<Record<string, string>>,
  network: SlotNetwork,
): Promise<BuildOutcome> {
  const made = path.join(folder, cwd, buildFolder);
  // What was handed in under this name, a link perhaps, is nothing to write into.
  await rm(made, { recursive: true, force: true });
  await mkdir(made, { recursive: true });
  for (const file of files) await writeFile(path.join(folder, cwd, file.path), file.text);
  await using host = await network.createHost({ isClient: false });
  const startedAt = performance.now();
  const building = await host.spawn({
    argv: command,
    folder,
    cwd,
    env: { ...env },
    mayUseRawSockets: false,
  });
  const { child } = building;
  child.stdin?.end();
  const output = new OutputLog();
  for (const stream of ['stdout', 'stderr'] as const) {
    hearOutput(child, stream, (bytes) => output.add(0, stream, bytes));
  }
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  using limit = patientTimer(buildTimeoutMs, ownStallMs);
  const code = await Promise.race([ended, limit.promise]);
  if (code === undefined) building.kill();
  const status = code === undefined ? 'timed-out' : code === 0 ? 'ok' : 'failed';
  return {
    command: asTyped(command),
    status,
    output: output.text().slice(0, 20_000),
    durationMs: performance.now() - startedAt,
  };
}

type Tried = Omit<PrepareOutcome, 'build' | 'missingTool'>;

async function findCandidate(job: PrepareJob, setting: SlotSetting): Promise<Tried> {
  let first: Attempt | undefined;
  for (const candidate of job.plan.candidates.keys()) {
    const attempt = await attemptStart(job, setting, candidate, tryTimeoutsMs[candidate] ?? 2000);
    if (attempt.tried.isUp) return attempt.tried;
    first ??= attempt;
  }
  if (first?.isLate) return (await attemptStart(job, setting, 0, patientTimeoutMs)).tried;
  return first?.tried ?? { candidate: 0, isUp: false, command: asTyped(job.plan.command) };
}

interface Attempt {
  readonly tried: Tried;
  /** It still ran when its time was up. */
  readonly isLate: boolean;
}

async function attemptStart(
  job: PrepareJob,
  { config, network, authority }: SlotSetting,
  candidate: number,
  startTimeoutMs: number,
): Promise<Attempt> {
  const builtFolder = path.join(config.runFolder, job.builtFolder);
  const compiled = await findCompiled(builtFolder, config.workFolder);
  await using world = await ScenarioWorld.open({
    network,
    program: { part: job.part, plan: job.plan, folder: job.builtFolder, candidate },
    builtFolder,
    ...(compiled && { compiled }),
    workFolder: programFolder(config.workFolder),
    toolEnvironment: config.toolEnvironment,
    authority,
    random: new Random(1),
  });
  const program = await world.start({ startTimeoutMs, files: [probeFile] });
  const isLate = !program.isUp && program.isRunning();
  await world.endProgram();
  const [record] = world.programRecords();
  const tried = {
    candidate,
    isUp: program.isUp,
    command: record?.command ?? '',
    ...(record?.notUpBecause !== undefined && { notUpBecause: record.notUpBecause }),
  };
  return { tried, isLate };
}
