import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RemotePeerName } from '../../../containers/control/orders.ts';
import { PeerNeeded } from '../../peers/remote-peers.ts';
import { lazyAuthority } from '../../wire/certificate-authority.ts';
import { Channel } from '../../wire/channel.ts';
import { writeEtc } from '../namespace/etc.ts';
import { NamespaceNetwork } from '../namespace/namespace-network.ts';
import { systemCallFilter } from '../namespace/system-call-filter.ts';
import { ProcessNetwork } from '../process/process-network.ts';
import type { Job } from '../runtime.ts';
import type { AgentConfig, FromAgent, ToAgent } from './config.ts';
import { placeFolder } from './place-folder.ts';
import { playScenario } from './play-scenario.ts';
import { prepare } from './prepare.ts';
import type { SlotNetwork } from './program-host.ts';
import type { SlotSetting } from './setting.ts';

/** The process inside a slot: it holds our end of the wire and does one job after another. */
export function serveJobs(): void {
  const remotePeers = new Set<RemotePeerName>();
  let ready: Promise<SlotSetting> | undefined;
  const channel = new Channel<FromAgent, ToAgent>(process.stdin, process.stdout, (message) => {
    if (message.kind === 'config') ready = setUp(message.config);
    answer(message).then(
      (reply) => channel.send(reply),
      (error: unknown) => channel.send(replyTo(error)),
    );
  });
  // The product went away: so do we, and with us everything in the slot.
  process.stdin.on('end', () => process.exit(0));

  async function answer(message: ToAgent): Promise<FromAgent> {
    if (ready === undefined) throw new Error('a job came before the configuration');
    const setting = await ready;
    if (message.kind === 'config') return { kind: 'ready' };
    if (message.kind === 'place') {
      await placeFolder(path.join(setting.config.runFolder, message.folder), message.entries);
      return { kind: 'placed' };
    }
    if (message.kind === 'peer') {
      remotePeers.add(message.peer);
      return { kind: 'ready' };
    }
    return { kind: 'done', outcome: await perform(message.job, setting, remotePeers) };
  }
}

function replyTo(error: unknown): FromAgent {
  if (error instanceof PeerNeeded) return { kind: 'needs', peer: error.peer };
  return { kind: 'failed', message: String(error instanceof Error ? error.stack : error) };
}

function perform(job: Job, setting: SlotSetting, remotePeers: ReadonlySet<RemotePeerName>): Promise<unknown> {
  if (job.kind === 'prepare') return prepare(job, setting);
  return playScenario(job, setting, setting.config.runtime === 'docker' ? remotePeers : undefined);
}

async function setUp(config: AgentConfig): Promise<SlotSetting> {
  await mkdir(config.workFolder, { recursive: true });
  return { config, network: await openNetwork(config), authority: lazyAuthority() };
}

async function openNetwork(config: AgentConfig): Promise<SlotNetwork> {
  if (config.runtime === 'process') return new ProcessNetwork(config);
  const etcFolder = path.join(config.workFolder, 'etc');
  await writeEtc(etcFolder);
  const filterFile = await writeFilter(config.workFolder);
  const { toolFolders, modulesFolder } = config;
  const sandbox = { etcFolder, toolFolders, modulesFolder, ...(filterFile && { filterFile }) };
  return NamespaceNetwork.open(sandbox);
}

async function writeFilter(folder: string): Promise<string | undefined> {
  const filter = systemCallFilter();
  if (filter === undefined) return undefined;
  const file = path.join(folder, 'system-calls.bpf');
  await writeFile(file, filter);
  return file;
}
