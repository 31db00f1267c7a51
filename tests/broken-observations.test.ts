import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gradeSubmission } from '../harness/engine/grade-submission.ts';
import { judgeCheck } from '../harness/engine/judge.ts';
import type { Check, Lab } from '../harness/engine/lab.ts';
import type { Observation } from '../harness/engine/observation.ts';
import { Random } from '../harness/engine/random.ts';
import { ByteMutator } from '../harness/protocols/testing/byte-mutator.ts';
import { openNamespaceRuntime } from '../harness/runtime/namespace/namespace-runtime.ts';
import { appFolder } from '../harness/runtime/product-paths.ts';
import type { Runtime } from '../harness/runtime/runtime.ts';
import { SlotPool } from '../harness/runtime/slot-pool.ts';
import dnsClient from '../labs/dns-client/lab.ts';
import icmpPing from '../labs/icmp-ping/lab.ts';
import mailClient from '../labs/mail-client/lab.ts';
import proxy from '../labs/proxy/lab.ts';
import udpPinger from '../labs/udp-pinger/lab.ts';
import webServer from '../labs/web-server/lab.ts';

const labs = [dnsClient, icmpPing, mailClient, proxy, udpPinger, webServer];
const scenariosPerPart = 3;
const rounds = 25;

let runtime: Runtime;
let pool: SlotPool;
beforeAll(async () => {
  runtime = await openNamespaceRuntime();
  pool = new SlotPool(runtime, 6);
});
afterAll(async () => {
  await pool[Symbol.asyncDispose]();
  await runtime[Symbol.asyncDispose]();
});

test.concurrent.for(labs)(
  'whatever the wire and the output hold, $id judges it',
  { timeout: 300_000 },
  async (lab) => {
    const errored = new Set<string>();
    let judged = 0;
    for (const part of lab.parts) {
      const checks = someChecks(lab, part.id);
      for (const { scenario, outcome } of await played(lab, part.id, checks)) {
        const own = checks.filter((check) => check.scenario.id === scenario.id);
        const breaker = new Breaker(`${lab.id} ${scenario.id}`);
        for (let round = 0; round < rounds; round += 1) {
          const observation = breaker.broken(outcome.observation);
          for (const check of own) {
            const { status, reason } = judgeCheck(check, { kind: 'observed', observation });
            judged += 1;
            if (status === 'errored') errored.add(`${check.id}: ${reason}`);
          }
        }
      }
    }
    expect(judged).toBeGreaterThan(rounds);
    expect([...errored].join('\n')).toBe('');
  },
);

/** All checks of the first few scenarios. */
function someChecks(lab: Lab, part: string): Check[] {
  const ofPart = lab.checks.filter(({ scenario }) => scenario.part === part);
  const ids = [...new Set(ofPart.map(({ scenario }) => scenario.id))].slice(0, scenariosPerPart);
  return ofPart.filter(({ scenario }) => ids.includes(scenario.id));
}

async function played(lab: Lab, part: string, checks: readonly Check[]) {
  const { scenarios } = await gradeSubmission({
    lab,
    labModule: `labs/${lab.id}/lab.ts`,
    location: path.join(appFolder, 'labs', lab.id, lab.reference[part] ?? ''),
    key: `broken-${lab.id}-${part}`,
    parts: new Set([part]),
    only: new Set(checks.map(({ id }) => id)),
    seed: 'broken-observations',
    pool,
    runFolder: runtime.runFolder,
  });
  return scenarios;
}

/** Damages what a program may damage: bytes, wherever they stand, and how far the story got. */
class Breaker {
  readonly #random: Random;
  readonly #mutator: ByteMutator;

  constructor(seed: string) {
    this.#random = new Random(seed);
    this.#mutator = new ByteMutator(seed, [
      Buffer.from('HTTP/1.1 200 OK\r\n\r\n'),
      Buffer.from('time=80.1 ms\n'),
    ]);
  }

  broken(observation: Observation): Observation {
    const { facts, ...rest } = observation;
    const reached = Object.fromEntries(Object.entries(facts).filter(() => this.#random.next() > 0.15));
    return this.#damaged({ ...rest, facts: reached });
  }

  #damaged<T>(value: T): T;
  #damaged(value: unknown): unknown {
    if (value instanceof Uint8Array) return this.#random.next() < 0.3 ? this.#mutator.mutate(value) : value;
    if (Array.isArray(value)) return value.map((each: unknown) => this.#damaged(each));
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
      return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#damaged(each)]));
  }
}
