import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RemotePeerName } from '../../../containers/control/orders.ts';
import type { AgentConfig } from '../agent/config.ts';
import { readEntries } from '../agent/place-folder.ts';
import type { AgentProcess } from '../agent-process.ts';
import { AgentSlot } from '../agent-slot.ts';
import type { Job, OutcomeOf, PrepareJob, Slot } from '../runtime.ts';
import { engineFailure, fullDisk, messageOf } from './engine.ts';

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
  /** What this slot has put into the run's volume. */
  readonly #placed: PrepareJob[] = [];

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
    if (job.kind === 'prepare') await this.#place(job);
    return this.#slot.run(job);
  }

  async #place(job: PrepareJob): Promise<void> {
    await this.#emptyFinished();
    const { sourceFolder } = job;
    this.#placed.push(job);
    const entries = await readEntries(path.join(this.#runFolder, sourceFolder));
    await this.#slot.place(sourceFolder, entries).catch((error: unknown) => {
      throw fullDisk(messageOf(error)) === undefined
        ? error
        : engineFailure('take the files of a submission', error);
    });
  }

  /** A lab run that is over has removed its files here: a class must not fill the engine's disk with the rest of them. */
  async #emptyFinished(): Promise<void> {
    for (const job of this.#placed.splice(0)) {
      if (existsSync(path.join(this.#runFolder, job.sourceFolder))) this.#placed.push(job);
      else for (const folder of [job.sourceFolder, job.builtFolder]) await this.#slot.place(folder, []);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#peers.map((peer) => peer.kill()));
    await this.#slot[Symbol.asyncDispose]();
  }
}
