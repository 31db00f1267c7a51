import { once } from 'node:events';
import type { ListeningSocket, ProgramExit, ProgramRecord } from '../../../engine/observation.ts';
import type { StartedProgram } from '../../../engine/world.ts';
import type { ConnectionPorts } from '../../../wire/until-read.ts';
import { hasRead } from '../has-read.ts';
import { hearOutput } from '../held-output.ts';
import { residentBytes } from '../process-tree.ts';
import type { HostProcess } from '../program-host.ts';
import { ownStallMs, StallMeter } from '../stall-meter.ts';
import { patientTimer, timer } from '../timer.ts';
import type { Answering } from './answering.ts';
import type { OutputLog } from './output-log.ts';

/** How often prompts and memory are looked at: often while it may ask, seldom once it goes about its work. */
const attendEveryMs = { asking: 25, working: 200 };
const memoryLimitBytes = 1 << 30;
const gatherMs = 2;
/** A program that waits for bytes takes them at once. */
const readWithinMs = 1500;
const signalBase = 128;

/** Names of the signals a shell-like exit status can stand for. */
const signalNames: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

/** A program while it runs: its output, its prompts, its limits, its end. */
export class RunningProgram implements StartedProgram {
  isUp = false;
  notUpBecause: string | undefined;
  listening: readonly ListeningSocket[] = [];
  address = { host: '', port: 0 };
  isLoopbackOnly = false;
  isForeignAddress = false;
  readonly output: OutputLog;
  readonly startedAtMs: number;
  readonly #command: string;
  readonly #process: HostProcess;
  readonly #elapsedMs: () => number;
  readonly #answering: Answering;
  readonly #ended: Promise<ProgramExit>;
  readonly #stalls = new StallMeter();
  #exit: ProgramExit | undefined;
  #isOurDoing = false;
  #limit: string | undefined;

  constructor(
    command: string,
    process: HostProcess,
    elapsedMs: () => number,
    output: OutputLog,
    answering: Answering,
  ) {
    this.output = output;
    this.#command = command;
    this.#process = process;
    this.#elapsedMs = elapsedMs;
    this.startedAtMs = elapsedMs();
    this.#answering = answering;
    this.#listen('stdout');
    this.#listen('stderr');
    this.#ended = this.#awaitEnd();
    void this.#attend();
  }

  isRunning(): boolean {
    return this.#exit === undefined;
  }

  /** How long the machine has kept it waiting for a processor, as far as was seen. */
  stalledMs(): number {
    return this.#stalls.totalMs();
  }

  outputText(): string {
    return this.output.text();
  }

  /** Resolves when it ended. */
  get ended(): Promise<ProgramExit> {
    return this.#ended;
  }

  async waitForExit(timeoutMs: number): Promise<ProgramExit | undefined> {
    using limit = patientTimer(timeoutMs, () => this.stalledMs() + ownStallMs());
    return await Promise.race([this.#ended, limit.promise]);
  }

  /** Waits until it has taken all that was sent to it on a connection; false when it does not. */
  async untilRead(connection: ConnectionPorts): Promise<boolean> {
    using limit = patientTimer(readWithinMs, () => this.stalledMs() + ownStallMs());
    for (let pauseMs = 2; ; pauseMs = Math.min(2 * pauseMs, 20)) {
      const [pid] = await this.#process.pids();
      if (pid === undefined || this.#exit !== undefined || limit.isOver) return false;
      if (hasRead(pid, connection)) return true;
      using pause = timer(pauseMs);
      await Promise.race([this.#ended, pause.promise]);
    }
  }

  async interrupt(graceMs = 2000): Promise<ProgramExit> {
    await this.#signalAll('SIGINT');
    this.#isOurDoing = true;
    return (await this.waitForExit(graceMs)) ?? this.kill();
  }

  async kill(): Promise<ProgramExit> {
    this.#isOurDoing = this.#exit === undefined;
    this.#process.kill();
    return this.#ended;
  }

  record(): ProgramRecord {
    return {
      command: this.#command,
      startedAtMs: this.startedAtMs,
      isUp: this.isUp,
      ...(this.notUpBecause !== undefined && { notUpBecause: this.notUpBecause }),
      listening: this.listening.map(({ protocol, address, port }) => ({ protocol, address, port })),
      output: this.output.chunks,
      droppedOutputBytes: this.output.droppedBytes,
      answers: this.#answering.answers,
      ...(this.#exit && { exit: this.#exit }),
    };
  }

  #listen(stream: 'stdout' | 'stderr'): void {
    hearOutput(this.#process.child, stream, (bytes) => {
      this.output.add(this.#elapsedMs(), stream, bytes);
      if (this.output.isFlood) this.#endFor('output');
      if (this.output.droppedBytes > 0) this.#gather(stream);
    });
  }

  /**
   * What is not kept is only counted, and so taken in larger pieces: a program that prints for ever a line at a time
   * would otherwise keep a processor busy with our reading.
   */
  #gather(stream: 'stdout' | 'stderr'): void {
    const output = this.#process.child[stream];
    output?.pause();
    setTimeout(() => output?.resume(), gatherMs);
  }

  /** `close` comes after the last byte of output. */
  async #awaitEnd(): Promise<ProgramExit> {
    const { child } = this.#process;
    const closed = once(child, 'close');
    const hasExited = child.exitCode !== null || child.signalCode !== null;
    const exited = hasExited ? Promise.resolve() : once(child, 'exit');
    await Promise.race([closed, exited.then(() => timer(500).promise)]);
    const status = child.exitCode ?? 0;
    const signal =
      status > signalBase ? (signalNames[status - signalBase] ?? String(status)) : child.signalCode;
    this.#exit = {
      atMs: this.#elapsedMs(),
      ...(signal ? { signal } : { code: status }),
      isOurDoing: this.#isOurDoing,
      ...(this.#limit && { limit: this.#limit }),
    };
    return this.#exit;
  }

  /** Answers prompts and watches memory for as long as it runs. */
  async #attend(): Promise<void> {
    while (this.#exit === undefined) {
      const pids = await this.#process.pids();
      await this.#answering.attend(pids);
      this.#stalls.note(pids);
      const memory = pids.reduce((sum, pid) => sum + residentBytes(pid), 0);
      if (memory > memoryLimitBytes) this.#endFor('memory');
      const isWorking = this.isUp && !this.#answering.isExpected;
      using pause = timer(isWorking ? attendEveryMs.working : attendEveryMs.asking);
      await Promise.race([this.#ended, pause.promise]);
    }
  }

  #endFor(limit: string): void {
    if (this.#limit !== undefined) return;
    this.#limit = limit;
    this.#isOurDoing = true;
    this.#process.kill();
  }

  async #signalAll(signal: NodeJS.Signals): Promise<void> {
    for (const pid of await this.#process.pids()) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended in the meantime.
      }
    }
  }
}
