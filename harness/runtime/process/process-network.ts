import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ListeningSocket } from '../../engine/observation.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Recorder } from '../../wire/recorder.ts';
import type { AgentConfig } from '../agent/config.ts';
import { holdOutput } from '../agent/held-output.ts';
import { readListeningTable } from '../agent/listening-table.ts';
import { descendantsOf, socketInodes } from '../agent/process-tree.ts';
import { searchPath } from '../agent/program/command.ts';
import type { HostCommand, HostProcess, ProgramHost, SlotNetwork } from '../agent/program-host.ts';
import { unbuffered } from '../namespace/sandbox.ts';
import { packetsFromTranscript } from './packets-from-transcript.ts';

const loopback = '127.0.0.1';

/**
 * No world at all: programs run as ordinary processes of this machine, and peers listen on its loopback. Only programs
 * that take their peer's address from us, or have it on loopback, can be judged.
 */
export class ProcessNetwork implements SlotNetwork {
  readonly programAddress = loopback;
  readonly peerAddress = loopback;
  readonly bindAddress = loopback;
  readonly isClosed = false;
  readonly #config: AgentConfig;

  constructor(config: AgentConfig) {
    this.#config = config;
  }

  async createHost(): Promise<ProgramHost> {
    return new ProcessHost(this.#config);
  }

  async clearCapture(): Promise<void> {}

  async packets(recorder: Recorder): Promise<readonly Packet[]> {
    return packetsFromTranscript(recorder.transcript());
  }

  async pcap(): Promise<undefined> {}

  async [Symbol.asyncDispose](): Promise<void> {}
}

class ProcessHost implements ProgramHost {
  readonly #config: AgentConfig;
  readonly #processes: PlainProcess[] = [];

  constructor(config: AgentConfig) {
    this.#config = config;
  }

  async spawn(command: HostCommand): Promise<HostProcess> {
    const [file = '', ...args] = command.argv;
    const child = spawn(file, args, {
      cwd: path.join(command.folder, command.cwd),
      env: {
        PATH: searchPath(this.#config.toolFolders),
        HOME: command.folder,
        LANG: 'C.UTF-8',
        NODE_PATH: this.#config.modulesFolder,
        ...unbuffered,
        ...command.env,
      },
      stdio: 'pipe',
      detached: true,
    });
    holdOutput(child);
    const started = new PlainProcess(child);
    this.#processes.push(started);
    await Promise.race([once(child, 'spawn'), once(child, 'error').catch(() => {})]);
    return started;
  }

  /** Of all sockets of the machine those that the program's processes hold. */
  async listening(process: HostProcess): Promise<readonly ListeningSocket[]> {
    const pids = await process.pids();
    const inodes = new Set(pids.flatMap(socketInodes));
    const table = pids[0] === undefined ? [] : readListeningTable(pids[0]);
    return table.filter(({ inode }) => inodes.has(inode));
  }

  async expose(): Promise<void> {}

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((each) => each.end()));
  }
}

class PlainProcess implements HostProcess {
  readonly child: ChildProcess;

  constructor(child: ChildProcess) {
    this.child = child;
    child.on('error', () => {});
  }

  async pids(): Promise<readonly number[]> {
    const { pid } = this.child;
    return pid === undefined || !this.#isRunning() ? [] : descendantsOf(pid);
  }

  /** The whole process group; what left the group on purpose is not caught, and the warning says so. */
  kill(): void {
    if (this.child.pid === undefined || !this.#isRunning()) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      this.child.kill('SIGKILL');
    }
  }

  async end(): Promise<void> {
    if (this.child.pid === undefined || !this.#isRunning()) return;
    const ended = once(this.child, 'exit');
    this.kill();
    await ended;
  }

  #isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }
}
