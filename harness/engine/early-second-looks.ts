import { judgeNext, type Seen } from './judge.ts';
import type { Check, Scenario } from './lab.ts';
import { restsOnTime } from './settle.ts';
import type { Verdict } from './verdict.ts';

/**
 * Second worlds that are begun as soon as it is clear that a failure will be looked at again, while the first worlds of
 * other scenarios still go on.
 */
export class EarlySecondLooks {
  readonly #checks: readonly Check[];
  readonly #play: (scenario: Scenario) => Promise<Seen>;
  readonly #seen = new Map<string, Seen>();
  readonly #verdicts = new Map<string, Verdict>();
  readonly #begun = new Map<string, Promise<Seen>>();

  constructor(checks: readonly Check[], play: (scenario: Scenario) => Promise<Seen>) {
    this.#checks = checks;
    this.#play = play;
  }

  /** Takes note of the first world of a scenario, and begins what then is needed. */
  note(scenario: Scenario, seen: Seen): void {
    this.#seen.set(scenario.id, seen);
    for (const check of this.#checks) this.#judge(check);
  }

  /** The second world of a scenario, if it was begun; to be asked for once. */
  take({ id }: Scenario): Promise<Seen> | undefined {
    const begun = this.#begun.get(id);
    this.#begun.delete(id);
    return begun;
  }

  /** Once its scenario is over, and what it needs was judged. */
  #judge(check: Check): void {
    const seen = this.#seen.get(check.scenario.id);
    if (seen === undefined || this.#verdicts.has(check.id) || this.#mustWait(check)) return;
    const verdict = judgeNext(check, seen, this.#verdicts);
    this.#verdicts.set(check.id, verdict);
    const isDoubtful = verdict.status === 'failed' && restsOnTime(check, verdict, seen);
    if (isDoubtful && !this.#begun.has(check.scenario.id))
      this.#begun.set(check.scenario.id, this.#play(check.scenario));
  }

  #mustWait({ needs = [] }: Check): boolean {
    return this.#checks.some(({ id }) => needs.includes(id) && !this.#verdicts.has(id));
  }
}
