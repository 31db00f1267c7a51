import type { Packet } from '../wire/packet.ts';
import type { Conversation } from '../wire/transcript.ts';

/** All that one scenario saw. Plain data: it crosses from the world to the engine. */
export interface Observation<Facts extends object = object> {
  readonly scenario: string;
  readonly durationMs: number;
  /** How long of it the machine kept the program, and those it talks to, waiting for a processor; may add up to more. */
  readonly stalledMs?: number;
  /** What the scenario noted. Undefined fields were not reached. */
  readonly facts: Readonly<Partial<Facts>>;
  /** Every start of the program in this scenario, in order. Usually one. */
  readonly programs: readonly ProgramRecord[];
  readonly transcript: readonly Conversation[];
  /** What passed on the wire, in order; empty where the runtime cannot capture. */
  readonly packets: readonly Packet[];
  /** Set when the scenario's time ran out; `during` says what it was doing. */
  readonly timedOut?: { readonly afterMs: number; readonly during: string };
}

/** One start of the program: from the command to the end. */
export interface ProgramRecord {
  /** The command as one would type it. */
  readonly command: string;
  readonly startedAtMs: number;
  /** Whether it did what shows it is up (listened, or sent something) within its start time. */
  readonly isUp: boolean;
  /** Why it is not up, for the student: `It ended with exit status 1 before it listened on a port`. */
  readonly notUpBecause?: string;
  readonly listening: readonly ListeningSocket[];
  /** What it printed, in order; capped. */
  readonly output: readonly OutputChunk[];
  /** Bytes printed beyond the cap, not kept. */
  readonly droppedOutputBytes: number;
  /** What we typed at its prompts. */
  readonly answers: readonly { readonly atMs: number; readonly prompt: string; readonly answer: string }[];
  readonly exit?: ProgramExit;
}

export interface OutputChunk {
  readonly atMs: number;
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

export interface ProgramExit {
  readonly atMs: number;
  /** Exit status; undefined when a signal ended it. */
  readonly code?: number;
  readonly signal?: string;
  /** We ended it (after the story, or because of a limit), it did not end by itself. */
  readonly isOurDoing: boolean;
  /** The limit that ended it: `memory`, `output`, `time`. */
  readonly limit?: string;
}

export interface ListeningSocket {
  readonly protocol: 'tcp' | 'udp';
  /** `0.0.0.0`, `127.0.0.1`, `::`. */
  readonly address: string;
  readonly port: number;
}
