import type { Check, Kind } from '../../harness/engine/lab.ts';
import { type LintedLab, whereIs } from './linted-lab.ts';
import type { Problem } from './problem.ts';

/** A deduction has a citation, and the handout has what is cited. */
export function lintSources(linted: LintedLab): readonly Problem[] {
  const { lab, handout } = linted;
  const numbers = new Set([...(handout ?? '').matchAll(/^ {0,3}(\d+)\. /gm)].map((match) => match[1]));
  return lab.checks.flatMap(({ id, sources }) => {
    const where = whereIs(linted, id);
    if (sources.length === 0)
      return {
        where,
        what: `${id} has no source`,
        mend: "Cite one: sources: [handout('3')], or rfc(9112, '4')",
      };
    const cited = sources.flatMap(({ text }) => /^Handout, requirement (.+)$/.exec(text)?.[1] ?? []);
    return cited
      .filter((number) => !numbers.has(number))
      .map((number) => ({
        where,
        what: `${id} cites requirement ${number}, which handout.md does not have`,
        mend: `Cite one of ${listed(numbers)}, or write requirement ${number} into the handout`,
      }));
  });
}

function listed(numbers: ReadonlySet<string | undefined>): string {
  return numbers.size === 0 ? 'its numbered requirements (there are none)' : [...numbers].join(', ');
}

/** What `grade explain` prints, and the sentence that the student reads. */
export function lintTexts(linted: LintedLab): readonly Problem[] {
  return linted.lab.checks.flatMap(({ id, title, explanation }) => {
    const { does, expects, why, mistake } = explanation;
    const texts = Object.entries({ title, does, expects, why, mistake });
    return texts
      .filter(([, text]) => text.trim() === '')
      .map(([name]) => ({
        where: whereIs(linted, id),
        what: `${id} says nothing as its ${name}`,
        mend: name === 'title' ? 'Write the requirement as one sentence' : `Fill in explanation.${name}`,
      }));
  });
}

const worth: Readonly<Record<Kind, (points: number) => boolean>> = {
  core: (points) => points > 0,
  extension: (points) => points > 0,
  robust: (points) => points === 0,
};

const rightWorth: Readonly<Record<Kind, string>> = {
  core: 'Give it more than 0, or make it robust',
  extension: 'Give it more than 0, or make it robust',
  robust: 'Give it 0; a course that wants points for it sets them',
};

/** Core points sum to 100, extensions are bonus, robustness is reported. */
export function lintPoints(linted: LintedLab): readonly Problem[] {
  const { lab } = linted;
  const odd = lab.checks.filter(({ kind, points }) => !worth[kind](points));
  const core = lab.checks.filter(({ kind }) => kind === 'core').reduce((sum, { points }) => sum + points, 0);
  return [
    ...odd.map(({ id, kind, points }: Check) => ({
      where: whereIs(linted, id),
      what: `${id} is ${kind} and has ${points} points`,
      mend: rightWorth[kind],
    })),
    ...(core === 100 ? [] : [notHundred(linted, core)]),
  ];
}

function notHundred(linted: LintedLab, core: number): Problem {
  const way = core < 100 ? `${100 - core} more are to be given` : `${core - 100} are too many`;
  return {
    where: whereIs(linted, linted.lab.id),
    what: `the core points of ${linted.lab.id} sum to ${core}, not to 100`,
    mend: `Change the points of its core checks: ${way}`,
  };
}
