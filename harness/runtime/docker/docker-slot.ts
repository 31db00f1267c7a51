import path from 'node:path';
import type { RemotePeerName } from '../../../containers/control/orders.ts';
import type { AgentConfig } from '../agent/config.ts';
import { readEntries } from '../agent/place-folder.ts';
import type { AgentProcess } from '../agent-process.ts';
import { AgentSlot } from '../agent-slot.ts';
import type { Job, OutcomeOf, Slot } from '../runtime.ts';

export interface DockerSlotSetup {
  readonly bench: AgentProcess;
  readonly config: AgentConfig;
  /** On this machine. */
  readonly runFolder: string;
  startPeer(peer: RemotePeerName): Promise<AgentProcess>;
}

/**
 * A bench and the peers that its stories turned out to need, all kept warm. It does not see this machine's files: what a
 * job builds from is sent along. Built programs stay in the run's volume, which all its slots share.
 */
export class DockerSlot implements Slot {
  readonly #slot: AgentSlot;
  readonly #runFolder: string;
  readonly #peers: AgentProcess[];

  private constructor(slot: AgentSlot, runFolder: string, peers: AgentProcess[]) {
    this.#slot = slot;
    this.#runFolder = runFolder;
    this.#peers = peers;
  }

  static async open({ bench, config, runFolder, startPeer }: DockerSlotSetup): Promise<DockerSlot> {
    const peers: AgentProcess[] = [];
    const slot = await AgentSlot.open(bench, config, async (name) => {
      peers.push(await startPeer(name));
    });
    return new DockerSlot(slot, runFolder, peers);
  }

  async run<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    if (job.kind === 'prepare') {
      const { sourceFolder } = job;
      await this.#slot.place(sourceFolder, await readEntries(path.join(this.#runFolder, sourceFolder)));
    }
    return this.#slot.run(job);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#peers.map((peer) => peer.kill()));
    await this.#slot[Symbol.asyncDispose]();
  }
}
