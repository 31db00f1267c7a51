import { type Check, defineCheck, type Explanation, type Source } from '../../../harness/index.ts';
import { AGE_MS, type FreshnessFacts, freshness, type Twice } from '../scenarios/freshness.ts';
import { expectAsked, seen } from './expectations.ts';
import { CACHES } from './explain.ts';
import { reproduce, type Step } from './reproduce.ts';

type Story = Exclude<keyof FreshnessFacts, 'changed' | 'vary'>;

/** Until a copy has an age. */
export const PAUSE = `sleep ${Math.ceil(AGE_MS / 1000)}`;

/** Both requests, and what lies between them. */
export function stepsOf({ first, between, second }: Twice, ...pauses: readonly string[]): readonly Step[] {
  return [first, ...(between === undefined ? [] : [between]), ...pauses, second];
}

/** A rule by which the origin must be asked a second time. */
export function askedAgain(
  id: string,
  title: string,
  points: number,
  fact: Story,
  sources: readonly Source[],
  explanation: Explanation,
): Check {
  return defineCheck<FreshnessFacts>({
    id: `proxy/${id}`,
    title,
    kind: 'extension',
    level: 'must',
    points,
    sources,
    scenario: freshness,
    needs: CACHES,
    explanation,
    judge(observation) {
      const twice = seen(observation, observation.facts[fact], 'a second answer');
      const details = { expected: 'the origin is asked again', hint: explanation.mistake };
      const pauses = fact === 'expired' ? [PAUSE] : [];
      expectAsked(twice.second, details, reproduce(...stepsOf(twice, ...pauses)));
    },
  });
}
