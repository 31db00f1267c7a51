import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Channel } from '../channel.ts';
import { writeEtc } from '../namespace/etc.ts';
import { NamespaceNetwork } from '../namespace/namespace-network.ts';
import { ProcessNetwork } from '../process/process-network.ts';
import type { Job } from '../runtime.ts';
import type { AgentConfig, FromAgent, ToAgent } from './config.ts';
import { playScenario } from './play-scenario.ts';
import { prepare } from './prepare.ts';
import type { SlotNetwork } from './program-host.ts';

/** The process inside a slot: it holds our end of the wire and does one job after another. */
export function serveJobs(): void {
  let ready: Promise<{ config: AgentConfig; network: SlotNetwork }> | undefined;
  const channel = new Channel<FromAgent, ToAgent>(process.stdin, process.stdout, (message) => {
    if (message.kind === 'config') ready = setUp(message.config);
    answer(message).then(
      (reply) => channel.send(reply),
      (error: unknown) =>
        channel.send({ kind: 'failed', message: String(error instanceof Error ? error.stack : error) }),
    );
  });
  // The product went away: so do we, and with us everything in the slot.
  process.stdin.on('end', () => process.exit(0));

  async function answer(message: ToAgent): Promise<FromAgent> {
    if (ready === undefined) throw new Error('a job came before the configuration');
    const { config, network } = await ready;
    if (message.kind === 'config') return { kind: 'ready' };
    return { kind: 'done', outcome: await perform(message.job, config, network) };
  }
}

function perform(job: Job, config: AgentConfig, network: SlotNetwork): Promise<unknown> {
  return job.kind === 'prepare' ? prepare(job, config, network) : playScenario(job, config, network);
}

async function setUp(config: AgentConfig): Promise<{ config: AgentConfig; network: SlotNetwork }> {
  await mkdir(config.workFolder, { recursive: true });
  if (config.runtime === 'process') return { config, network: new ProcessNetwork(config) };
  const etcFolder = path.join(config.workFolder, 'etc');
  await writeEtc(etcFolder, config.authority.certificatePem);
  const { toolFolders, modulesFolder } = config;
  return { config, network: await NamespaceNetwork.open({ etcFolder, toolFolders, modulesFolder }) };
}
