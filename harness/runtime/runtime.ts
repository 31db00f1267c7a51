import type { Part } from '../engine/lab.ts';
import type { Observation } from '../engine/observation.ts';
import type { ProgramPlan } from '../program/types.ts';

export type RuntimeName = 'namespace' | 'docker' | 'process';

/** What the agent must know of a part to start it. Plain data. */
export type PartSetup = Pick<Part, 'id' | 'role' | 'transport'> & { readonly needsRawSockets: boolean };

/** A program that was built and for which a way to start it was found. Plain data. */
export interface PreparedProgram {
  readonly part: PartSetup;
  readonly plan: ProgramPlan;
  /** Its files, built, relative to the run folder. */
  readonly folder: string;
  /** Index into `plan.candidates` of the arguments that are used. */
  readonly candidate: number;
}

/** Builds a program and tries its launch candidates until one comes up. */
export interface PrepareJob {
  readonly kind: 'prepare';
  readonly part: PartSetup;
  readonly plan: ProgramPlan;
  /** Where the frozen files are, relative to the run folder. */
  readonly sourceFolder: string;
  /** Where the built ones go, relative to the run folder. */
  readonly builtFolder: string;
}

export interface BuildOutcome {
  readonly command: string;
  readonly status: 'ok' | 'failed' | 'timed-out';
  /** What compiler and build tools printed, capped. */
  readonly output: string;
  readonly durationMs: number;
}

export interface PrepareOutcome {
  readonly build?: BuildOutcome;
  /** A logical tool that this machine lacks; nothing was started. */
  readonly missingTool?: string;
  readonly candidate: number;
  /** Whether the chosen candidate came up when it was tried. */
  readonly isUp: boolean;
  readonly notUpBecause?: string;
  /** The command as one would type it. */
  readonly command: string;
}

/** Plays one scenario of a lab with a prepared program. */
export interface ScenarioJob {
  readonly kind: 'scenario';
  /** The lab's module, relative to the top folder of the product. */
  readonly labModule: string;
  readonly scenario: string;
  readonly program: PreparedProgram;
  readonly seed: string;
}

export interface ScenarioOutcome {
  readonly observation: Observation;
  /** What passed on the wire, where the runtime can capture. */
  readonly pcap?: Uint8Array;
  /** Set when our side failed: the scenario, a peer, the world. Never the program's doing. */
  readonly harnessError?: string;
}

export type Job = PrepareJob | ScenarioJob;
export type OutcomeOf<J extends Job> = J extends PrepareJob ? PrepareOutcome : ScenarioOutcome;

/** One warm world, in which one job runs at a time. */
export interface Slot extends AsyncDisposable {
  /** @throws InfrastructureError when the slot is broken; it must then be replaced */
  run<J extends Job>(job: J): Promise<OutcomeOf<J>>;
}

/** How worlds are made. */
export interface Runtime extends AsyncDisposable {
  readonly name: RuntimeName;
  /** False: programs run with the rights of who called `grade`. */
  readonly isIsolated: boolean;
  /** How many slots may be open at once, whatever `--jobs` says. */
  readonly maxSlots: number;
  /** Folder on this machine that every slot sees as its run folder. */
  readonly runFolder: string;
  openSlot(): Promise<Slot>;
  /** Whether the next slot stands ready, and costs nothing to open. */
  hasWarmSlot?(): boolean;
}
