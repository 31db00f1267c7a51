import type { RemotePeerName } from '../../containers/control/orders.ts';
import { Channel } from '../wire/channel.ts';
import type { AgentConfig, FromAgent, ToAgent } from './agent/config.ts';
import type { PlacedEntry } from './agent/place-folder.ts';
import type { AgentProcess } from './agent-process.ts';
import { InfrastructureError } from './errors.ts';
import type { Job, OutcomeOf, Slot } from './runtime.ts';

type StartPeer = (peer: RemotePeerName) => Promise<void>;

const keptErrorBytes = 4000;

/** A slot seen from outside: a process that holds a world, and the channel to the agent in it. */
export class AgentSlot implements Slot {
  readonly #agent: AgentProcess;
  readonly #startPeer: StartPeer | undefined;
  readonly #channel: Channel<ToAgent, FromAgent>;
  readonly #gone: Promise<never>;
  #errors = '';
  #receive: ((message: FromAgent) => void) | undefined;

  private constructor(agent: AgentProcess, startPeer?: StartPeer) {
    this.#startPeer = startPeer;
    this.#agent = agent;
    this.#channel = new Channel(agent.output, agent.input, (message) => this.#receive?.(message));
    agent.errors.on('data', (bytes: Buffer) => {
      this.#errors = (this.#errors + bytes).slice(-keptErrorBytes);
    });
    this.#gone = agent.gone.then((how) => {
      throw this.#brokenBecause(how);
    });
    // Whoever waits hears of it; nobody waiting is no error.
    this.#gone.catch(() => {});
  }

  /**
   * @param startPeer where peers have containers of their own: starts the one that a job turns out to need
   * @throws InfrastructureError when the world cannot be made
   */
  static async open(agent: AgentProcess, config: AgentConfig, startPeer?: StartPeer): Promise<AgentSlot> {
    const slot = new AgentSlot(agent, startPeer);
    await slot.#ask({ kind: 'config', config });
    return slot;
  }

  async run<J extends Job>(job: J): Promise<OutcomeOf<J>> {
    for (;;) {
      const reply = await this.#ask({ kind: 'job', job });
      if (reply.kind === 'done') return reply.outcome as OutcomeOf<J>;
      if (reply.kind !== 'needs' || this.#startPeer === undefined)
        throw new InfrastructureError('slot-out-of-step', 'A world answered out of turn');
      await this.#startPeer(reply.peer);
      await this.#ask({ kind: 'peer', peer: reply.peer });
    }
  }

  /** Puts files into the slot's run folder, for slots that do not see the one of this machine. */
  async place(folder: string, entries: readonly PlacedEntry[]): Promise<void> {
    await this.#ask({ kind: 'place', folder, entries });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#agent.kill();
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
