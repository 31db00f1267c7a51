import type { Check, Scenario } from '../lab.ts';
import type { Observation } from '../observation.ts';

/** A scenario in which nothing happens. */
export function madeUpScenario(id = 'story'): Scenario {
  return { id, title: '', part: 'server', timeoutMs: 1, run: async () => {} };
}

const story = madeUpScenario();

/** A core check of ten points. */
export function madeUpCheck(id: string, judge: Check['judge'], wishes: Partial<Check> = {}): Check {
  return {
    ...{ id, title: id, kind: 'core', level: 'must', points: 10, sources: [], scenario: story },
    explanation: { does: '', expects: '', why: '', mistake: '' },
    judge,
    ...wishes,
  };
}

/** What was seen of it, with these facts. */
export function madeUpObservation(wishes: Partial<Observation> = {}): Observation {
  return {
    ...{ scenario: story.id, durationMs: 1, facts: {}, programs: [], transcript: [], packets: [] },
    ...wishes,
  };
}
