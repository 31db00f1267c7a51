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
  /** What the slots of this run have put into its volume. */
  readonly placed: PrepareJob[];
}

/**
 * A bench and the peers that its stories turned out to need, all kept warm. It does not see this machine's files: what a
 * job builds from is sent along. Built programs stay in the run's volume, which all its slots share.
 */
export class DockerSlot implements Slot {
  readonly #slot: AgentSlot;
  readonly #runFolder: string;
  readonly #peers: AgentProcess[];
  readonly #placed: PrepareJob[];

  private constructor(slot: AgentSlot, { runFolder, placed }: DockerSlotSetup, peers: AgentProcess[]) {
    this.#slot = slot;
    this.#runFolder = runFolder;
    this.#placed = placed;
    this.#peers = peers;
  }

  static async open(setup: DockerSlotSetup): Promise<DockerSlot> {
    const { bench, config, startPeer } = setup;
    const peers: AgentProcess[] = [];
    const slot = await AgentSlot.open(bench, config, async (name) => {
      peers.push(await startPeer(name));
    });
    return new DockerSlot(slot, setup, peers);
  }

  async run<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    if (job.kind !== 'prepare') return this.#slot.run(job);
    await this.#place(job);
    return this.#slot.run(job).catch(tellFullDisk('keep a program as it was built'));
  }

  async #place(job: PrepareJob): Promise<void> {
    await this.#emptyFinished();
    const { sourceFolder } = job;
    this.#placed.push(job);
    const entries = await readEntries(path.join(this.#runFolder, sourceFolder));
    await this.#slot.place(sourceFolder, entries).catch(tellFullDisk('take the files of a submission'));
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

/** Throws on what it is given; a full disk as what the engine could not do. */
function tellFullDisk(attempted: string): (error: unknown) => never {
  return (error) => {
    throw fullDisk(messageOf(error)) === undefined ? error : engineFailure(attempted, error);
  };
}
