import type { ListeningSocket } from '../../engine/observation.ts';
import { socketInodes } from './process-tree.ts';
import type { HostProcess, ProgramHost } from './program-host.ts';

const lookAgainAfterMs = 100;

/**
 * Tells when a program listens. The kernel walks its whole hash of connections to print the listening table, some 20 ms
 * of a core each time, so the table is read when the program has got another socket, and seldom otherwise.
 */
export class ListeningWatch {
  readonly #host: ProgramHost;
  readonly #process: HostProcess;
  #sockets = '';
  #lookedAtMs = 0;

  constructor(host: ProgramHost, process: HostProcess) {
    this.#host = host;
    this.#process = process;
  }

  /** What listens; nothing while there is no reason to think that something does. */
  async look(): Promise<readonly ListeningSocket[]> {
    const pids = await this.#process.pids();
    const sockets = pids.flatMap(socketInodes).sort().join();
    if (sockets === '') return [];
    // A socket is bound and told to listen a moment after it was made.
    const isDue = performance.now() - this.#lookedAtMs > lookAgainAfterMs;
    if (sockets === this.#sockets && !isDue) return [];
    const listening = await this.#host.listening(this.#process);
    this.#sockets = sockets;
    this.#lookedAtMs = performance.now();
    return listening;
  }
}
