import type { LabRun, MissingPart } from './schema.ts';
import { formatLoss } from './text/format.ts';

/** `client and server`: the words for what was not found. */
export function namesOf(parts: readonly MissingPart[]): string {
  const names = parts.map(({ part }) => part.replaceAll('-', ' '));
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}

/** Parts whose absence costs points. */
export function costlyParts({ missingParts }: Pick<LabRun, 'missingParts'>): MissingPart[] {
  return missingParts.filter(({ isCounted, points }) => isCounted && points > 0);
}

/** Parts that are missing and cost nothing: optional ones, or those beside the one file that was graded. */
export function otherParts({ missingParts }: Pick<LabRun, 'missingParts'>): MissingPart[] {
  return missingParts.filter(({ isCounted, points }) => !isCounted || points === 0);
}

/** `−75 points, −7 bonus`. */
export function lossOf(parts: readonly MissingPart[]): string {
  const sum = (key: 'points' | 'bonus') => parts.reduce((total, part) => total + part[key], 0);
  return formatLoss({ points: sum('points'), bonus: sum('bonus') });
}

/** What to do about a part that costs points. */
export const missingPartHint =
  'Hand in its program beside the others. If it is there, give it a name that says what it is.';

/** A sentence for parts that cost nothing; undefined where there are none. */
export function describeOthers(labRun: Pick<LabRun, 'missingParts'>): string | undefined {
  const others = otherParts(labRun);
  if (others.length === 0) return undefined;
  const worth = lossOf(others).replaceAll('−', '');
  return others.some(({ isCounted }) => !isCounted)
    ? `Only this file was graded: not the ${namesOf(others)}${worth && ` (${worth})`}.`
    : `Optional and not handed in: ${namesOf(others)}${worth && ` (${worth})`}.`;
}
