import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RemotePeerName } from '../../../containers/control/orders.ts';
import type { Lab, Scenario } from '../../engine/lab.ts';
import type { Observation } from '../../engine/observation.ts';
import { Random } from '../../engine/random.ts';
import type { ScenarioJob, ScenarioOutcome } from '../runtime.ts';
import { findCompiled } from './compiled.ts';
import type { AgentConfig } from './config.ts';
import { programFolder } from './folders.ts';
import { ScenarioWorld } from './scenario-world.ts';
import type { SlotSetting } from './setting.ts';
import { patientTimer } from './timer.ts';

/**
 * Plays one story in a fresh world and brings back all that was seen.
 * @param remotePeers those that run in containers of their own; undefined: peers run here
 * @throws PeerNeeded when the story asks for one whose container does not run yet
 */
export async function playScenario(
  job: ScenarioJob,
  { config, network, authority }: SlotSetting,
  remotePeers?: ReadonlySet<RemotePeerName>,
): Promise<ScenarioOutcome> {
  const scenario = await loadScenario(config, job);
  const builtFolder = path.join(config.runFolder, job.program.folder);
  const compiled = await findCompiled(builtFolder, config.workFolder);
  await using world = await ScenarioWorld.open({
    network,
    program: job.program,
    builtFolder,
    ...(compiled && { compiled }),
    workFolder: programFolder(config.workFolder),
    toolEnvironment: config.toolEnvironment,
    authority,
    ...(remotePeers && { remotePeers }),
    random: new Random(`${job.seed}/${job.labModule}/${scenario.id}`),
  });
  const facts: Record<string, unknown> = {};
  const story = scenario.run(world, facts).then(
    () => 'told' as const,
    (error: unknown) => ({ error }),
  );
  using limit = patientTimer(scenario.timeoutMs, () => world.stalledMs());
  const ending = await Promise.race([story, limit.promise]);
  const afterMs = world.elapsedMs();
  const stalledMs = world.stalledMs();
  const during = world.doing;
  await world.endProgram();
  await world.collect();
  const observation: Observation = {
    scenario: scenario.id,
    durationMs: afterMs,
    stalledMs,
    facts: { ...facts },
    programs: world.programRecords(),
    transcript: world.recorder.transcript(),
    packets: await world.packets(),
    ...(ending === undefined && { timedOut: { afterMs, during } }),
  };
  const pcap = await network.pcap();
  return {
    observation,
    ...(pcap && { pcap }),
    ...(typeof ending === 'object' && { harnessError: describe(ending.error) }),
  };
}

async function loadScenario(config: AgentConfig, job: ScenarioJob): Promise<Scenario> {
  const file = pathToFileURL(path.join(config.appFolder, job.labModule)).href;
  const { default: lab } = (await import(file)) as { default: Lab };
  const scenario = lab.checks.map((check) => check.scenario).find(({ id }) => id === job.scenario);
  if (scenario === undefined) throw new Error(`${job.labModule} has no scenario ${job.scenario}`);
  return scenario;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
