import type { Recorder } from './recorder.ts';
import type { UntilRead } from './until-read.ts';

/** What every peer under `containers/` is started with. */
export interface PeerOptions {
  /** Every byte in and out goes here, as it passes. */
  readonly recorder: Recorder;
  /** Address to bind; all of them when absent. */
  readonly host?: string;
  /** Absent where the program's reading cannot be seen. */
  readonly untilRead?: UntilRead;
}

/**
 * A running peer. Scripts and log entries are plain data (structured-cloneable), so that a peer can run in this
 * process or behind a control socket in a container of its own.
 */
export interface Peer<Script, Entry> extends AsyncDisposable {
  /** The port it listens on; 0 for ICMP. */
  readonly port: number;
  /** From now on behave like this. */
  setScript(script: Script): Promise<void>;
  /** What it has seen so far, oldest first. */
  log(): Promise<readonly Entry[]>;
}
