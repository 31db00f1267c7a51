import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AgentConfig, FromAgent, ToAgent } from './agent/config.ts';
import { Channel } from './channel.ts';
import { InfrastructureError } from './errors.ts';
import type { Job, OutcomeOf, Slot } from './runtime.ts';

const keptErrorBytes = 4000;

/** A slot seen from outside: a child process that holds a world, and the channel to the agent in it. */
export class AgentSlot implements Slot {
  readonly #child: ChildProcess;
  readonly #channel: Channel<ToAgent, FromAgent>;
  readonly #gone: Promise<never>;
  #errors = '';
  #receive: ((message: FromAgent) => void) | undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    if (child.stdin === null || child.stdout === null)
      throw new Error('an agent needs piped standard streams');
    this.#channel = new Channel(child.stdout, child.stdin, (message) => this.#receive?.(message));
    child.stderr?.on('data', (bytes: Buffer) => {
      this.#errors = (this.#errors + bytes).slice(-keptErrorBytes);
    });
    this.#gone = new Promise((_, reject) => {
      child.on('error', (error) => reject(this.#brokenBecause(error.message)));
      child.on('exit', (code, signal) => reject(this.#brokenBecause(`it ended (${signal ?? code})`)));
    });
    // Whoever waits hears of it; nobody waiting is no error.
    this.#gone.catch(() => {});
  }

  /**
   * @param config may come later than the process, which has enough to do before it needs it
   * @throws InfrastructureError when the world cannot be made
   */
  static async open(child: ChildProcess, config: AgentConfig | Promise<AgentConfig>): Promise<AgentSlot> {
    const slot = new AgentSlot(child);
    await slot.#ask({ kind: 'config', config: await config });
    return slot;
  }

  async run<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    const reply = await this.#ask({ kind: 'job', job });
    if (reply.kind !== 'done')
      throw new InfrastructureError('slot-out-of-step', 'A world answered out of turn');
    return reply.outcome as OutcomeOf<J>;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async #ask(message: ToAgent): Promise<FromAgent> {
    const answered = new Promise<FromAgent>((resolve) => {
      this.#receive = resolve;
    });
    this.#channel.send(message);
    const reply = await Promise.race([answered, this.#gone]);
    if (reply.kind === 'failed') throw new InfrastructureError('world-failed', reply.message);
    return reply;
  }

  #brokenBecause(what: string): InfrastructureError {
    const words = this.#errors.trim();
    return new InfrastructureError(
      'world-gone',
      `A world broke down: ${what}${words === '' ? '' : `\n${words}`}`,
    );
  }
}
