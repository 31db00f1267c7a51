import type { LabRun, Verdict } from '../schema.ts';
import { clipText } from '../text/clip-text.ts';
import { visibleText } from '../text/visible-text.ts';

/** More than this of one field helps nobody; the report has all of it. */
const usualLength = 4_000;

/**
 * What a student reads below the title of a check, in plain lines that end with `\n` and hold no control character. No
 * expected and no actual value where the course does not show them.
 * @param maxLength of each field, in characters
 */
export function feedbackOf(verdict: Verdict, labRun: LabRun, maxLength = usualLength): string {
  const lines = linesOf(verdict, labRun).filter((line) => line !== undefined);
  return lines.map((line) => visibleText(clipText(line, maxLength))).join('\n');
}

function linesOf(verdict: Verdict, labRun: LabRun): (string | undefined)[] {
  const { status, reason } = verdict;
  if (status === 'failed') return failureLines(verdict);
  if (status === 'blocked') return [waitsFor(verdict, labRun)];
  if (status === 'inconclusive')
    return [`Nothing was found against it, and its points are given. ${reason ?? ''}`];
  if (status === 'errored') return [`It could not be judged. ${reason ?? ''}`];
  return [];
}

function failureLines({
  expected,
  actual,
  hint,
  reproduce,
  reproduceNote,
  visibility = 'all',
}: Verdict): (string | undefined)[] {
  if (visibility !== 'all') return [hint];
  return [
    field('Expected', expected),
    field('Got', actual),
    field('What to do', hint),
    field('See it yourself', reproduce),
    reproduceNote,
  ];
}

function field(name: string, text: string | undefined): string | undefined {
  return text && `${name}: ${text.includes('\n') ? `\n${text}` : text}`;
}

function waitsFor({ blockedBy }: Verdict, { verdicts }: LabRun): string {
  const root = verdicts.find(({ check }) => check === blockedBy);
  const isShown = root !== undefined && root.visibility !== 'nothing';
  return isShown
    ? `It was not tried, as it needs this one to pass: ${root.title}.`
    : 'It was not tried, as it needs another check to pass.';
}
