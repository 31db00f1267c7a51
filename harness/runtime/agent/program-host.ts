import type { ChildProcess } from 'node:child_process';
import type { ListeningSocket } from '../../engine/observation.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Recorder } from '../../wire/recorder.ts';

/** A command to run on the program's host. */
export interface HostCommand {
  readonly argv: readonly string[];
  /** The folder that holds the program's files; it sees this folder and can write to it. */
  readonly folder: string;
  /** Relative to `folder`. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly mayUseRawSockets: boolean;
  /** The one certificate authority that the command trusts, where the host has a trust store of its own; absent: none that certifies. */
  readonly authorityPem?: string;
  /** Where Node keeps what it compiled. */
  readonly compiled?: { readonly folder: string; readonly mayWrite: boolean };
}

/** A process on the program's host and everything it started. */
export interface HostProcess {
  readonly child: ChildProcess;
  /** Ids, as this process sees them, of the program and all its descendants that run now. */
  pids(): Promise<readonly number[]>;
  /** SIGKILL to all of them; nothing survives. */
  kill(): void;
}

/** The program's own host, fresh for every start: its network, its sandbox. */
export interface ProgramHost extends AsyncDisposable {
  spawn(command: HostCommand): Promise<HostProcess>;
  listening(process: HostProcess): Promise<readonly ListeningSocket[]>;
  /** Makes a socket that listens on loopback or on a foreign address reachable from the far end. */
  expose(socket: ListeningSocket): Promise<void>;
}

/** The network of a slot: our end of the wire. */
export interface SlotNetwork extends AsyncDisposable {
  readonly programAddress: string;
  readonly peerAddress: string;
  /** Where peers bind. */
  readonly bindAddress: string;
  /** Whether every name and address leads to our peers. */
  readonly isClosed: boolean;
  createHost(options: { readonly isClient: boolean }): Promise<ProgramHost>;
  /** Forgets what was captured before. */
  clearCapture(): Promise<void>;
  packets(recorder: Recorder, startedAtMs: number): Promise<readonly Packet[]>;
  pcap(): Promise<Uint8Array | undefined>;
}
