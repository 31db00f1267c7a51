import { type Check, handout, type Kind, rfc, type Scenario } from '../engine/lab.ts';
import type { Observation } from '../engine/observation.ts';
import { expectThat } from '../expect/failure.ts';

/** What people read of a check. It can stand in a JSON file, apart from the code. */
export interface CheckTexts {
  /** The requirement, as a sentence. */
  readonly title: string;
  /** Its number in the handout. */
  readonly requirement: string;
  /** `1035/4.1.4`: number and section of the RFC that binds it. Without one the course alone asks for it. */
  readonly rfc?: string;
  /** For `grade explain`; what is done is the title of the scenario. */
  readonly expects: string;
  readonly why: string;
  /** The usual mistake and its cure. It is also the hint of each failure. */
  readonly mistake: string;
}

/**
 * Fails the check unless `isRight`.
 * @param credit share of the points that are still earned, from 0 to 1
 */
export type Expect = (isRight: boolean, expected: string, actual: string, credit?: number) => void;

/** Judges what a scenario saw; it passes by returning. */
export type Judge<Facts extends object> = (seen: Observation<Facts>, expect: Expect) => void;

/**
 * Makes the checks of a lab from texts by their name: `core('follows-alias', 10, alias, judge, 'prints-address')` is the
 * check `dns-client/follows-alias` of 10 points, which needs `dns-client/prints-address`. Checks that need more say
 * it with `defineCheck`.
 * @param lab its id
 */
export function checksOf<Name extends string>(lab: string, texts: Readonly<Record<Name, CheckTexts>>) {
  const maker =
    (kind: Kind) =>
    <Facts extends object>(
      name: Name,
      points: number,
      scenario: Scenario<Facts>,
      judge: Judge<Facts>,
      ...needs: readonly Name[]
    ): Check<Facts> => {
      const { title, requirement, rfc: clause, ...explanation } = texts[name];
      return {
        id: `${lab}/${name}`,
        title,
        kind,
        level: clause === undefined ? 'course' : 'must',
        points,
        sources: [handout(requirement), ...(clause === undefined ? [] : [clauseOf(clause)])],
        scenario,
        isAwaited: true,
        needs: needs.map((needed) => `${lab}/${needed}`),
        explanation: { does: `${scenario.title}.`, ...explanation },
        judge: (seen) => judge(seen, expectIn(seen, explanation.mistake)),
      };
    };
  return { core: maker('core'), extension: maker('extension') };
}

function clauseOf(clause: string) {
  const [number, section = ''] = clause.split('/');
  return rfc(Number(number), section);
}

/** What it rests on is what the program printed last, and the first conversation. */
function expectIn({ transcript, programs }: Observation, hint: string): Expect {
  const said = transcript.slice(0, 1).map(({ id }) => ({ kind: 'conversation', id }) as const);
  const printed = programs
    .slice(-1)
    .map(() => ({ kind: 'output', program: programs.length - 1, text: '' }) as const);
  return (isRight, expected, actual, credit = 0) =>
    expectThat(isRight, () => ({ expected, actual, hint, credit, evidence: [...said, ...printed] }));
}
