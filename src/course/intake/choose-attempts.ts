import { formatCount, formatInstant } from '../../../reports/text/format.ts';
import type { Submission } from '../submission.ts';

/** One of what a student handed in for a lab. */
export interface Attempt {
  readonly submission: Submission;
  readonly number: number | undefined;
  readonly isRefused: boolean;
}

/**
 * What is graded of several attempts of one student in one lab: the latest that the course takes, or all of them, for
 * the best to be chosen when their scores are known.
 * @param attempts at least one
 */
export function chooseAttempts(attempts: readonly Attempt[], rule: 'latest' | 'best'): readonly Submission[] {
  const [only, ...others] = attempts;
  if (only !== undefined && others.length === 0) return [only.submission];
  const ordered = inOrder(attempts);
  const all = ordered.map(({ submission }, index) => withNumber(submission, index + 1, ordered.length));
  if (rule === 'best') return all.map(asOneOfMany);
  const taken = ordered.findLastIndex(({ isRefused }) => !isRefused);
  const chosen = all[taken === -1 ? all.length - 1 : taken];
  return chosen === undefined ? [] : [because(chosen, reasonOf(chosen, ordered, taken))];
}

/** By time where all have one, else by the number in the name, else by name. */
function inOrder(attempts: readonly Attempt[]): Attempt[] {
  const byName = new Intl.Collator('en', { numeric: true });
  const time = ({ submission }: Attempt) => Date.parse(submission.facts?.submittedAt ?? '');
  const source = ({ submission }: Attempt) => submission.facts?.source ?? submission.location;
  const isTimed = attempts.every((each) => !Number.isNaN(time(each)));
  return [...attempts].sort(
    (a, b) =>
      (isTimed ? time(a) - time(b) : (a.number ?? 1) - (b.number ?? 1)) ||
      byName.compare(source(a), source(b)),
  );
}

function withNumber(submission: Submission, attempt: number, attempts: number): Submission {
  const { facts = { source: submission.location } } = submission;
  return { ...submission, facts: { ...facts, attempt, attempts } };
}

function asOneOfMany(submission: Submission): Submission {
  const { student, facts } = submission;
  return { ...submission, student: `${student}, attempt ${facts?.attempt}`, person: student };
}

function because(submission: Submission, chosenBecause: string): Submission {
  const { facts } = submission;
  return facts === undefined ? submission : { ...submission, facts: { ...facts, chosenBecause } };
}

function reasonOf({ facts }: Submission, ordered: readonly Attempt[], taken: number): string {
  const count = formatCount(ordered.length, 'attempt');
  if (taken !== -1 && taken < ordered.length - 1)
    return `It is the latest of ${count} that was not handed in too late.`;
  if (facts?.submittedAt !== undefined)
    return `It is the latest of ${count}, of ${formatInstant(facts.submittedAt)}.`;
  const numbers = new Set(ordered.map(({ number }) => number ?? 1));
  if (numbers.size === ordered.length) return `It has the highest number of ${count}.`;
  return `It is the last of ${count} by name: nothing says when they were handed in.`;
}
