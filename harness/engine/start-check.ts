import type { PrepareOutcome } from '../runtime/runtime.ts';
import { type Check, defineCheck, defineScenario, type Lab, type Part } from './lab.ts';
import { type Verdict, verdictOf } from './verdict.ts';

const never = async (): Promise<void> => {};

/** The gate before all others, made for each part of each lab: worth nothing by itself, but everything waits for it. */
export function startCheckOf(lab: Lab, part: Part): Check {
  const goal = part.role === 'server' ? 'listens on a port' : 'sends something';
  return defineCheck({
    id: `${lab.id}/${part.id}-starts`,
    title: `The ${part.role} builds, starts and ${goal}`,
    kind: 'core',
    level: 'course',
    points: 0,
    sources: [{ text: 'Handout: the program can be started' }],
    scenario: defineScenario({
      id: 'start',
      title: 'A first start',
      part: part.id,
      timeoutMs: 0,
      run: never,
    }),
    explanation: {
      does: 'Builds the program where it needs that, and starts it with the arguments that its source asks for.',
      expects: `That it ${goal} within ten seconds.`,
      why: 'Nothing else can be seen of a program that does not run.',
      mistake: 'A file of the program was not handed in, or it needs arguments that it does not explain.',
    },
    judge: () => {},
  });
}

export function startVerdict(check: Check, whyNot: NoStart | string | undefined): Verdict {
  if (whyNot === undefined) return verdictOf(check, { status: 'passed' });
  const expected = check.title.replace(/^The \w+ /, 'a program that ');
  if (typeof whyNot === 'string') return verdictOf(check, { status: 'failed', expected, actual: whyNot });
  return verdictOf(check, { status: 'failed', expected, ...whyNot });
}

export interface NoStart {
  readonly actual: string;
  readonly hint: string;
}

/** Why the program could not be judged at all, for the student; undefined when it came up. */
export function whyNoStart(outcome: PrepareOutcome): NoStart | undefined {
  const { build, isUp, command, notUpBecause } = outcome;
  if (build !== undefined && build.status !== 'ok') {
    const how = build.status === 'failed' ? 'The build failed' : 'The build took longer than a minute';
    return {
      actual: `${how}: ${build.command}\n${build.output.trim()}`,
      hint: 'These are the words of the compiler. Start with the first error: later ones often follow from it.',
    };
  }
  if (isUp) return undefined;
  return {
    actual: `${notUpBecause ?? 'It did not come up'} (started as: ${command})`,
    hint: 'Start it by hand with the same command. If it needs other arguments, name them in a file grade.yaml.',
  };
}
