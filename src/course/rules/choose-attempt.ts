import type { LabRun } from '../../../reports/schema.ts';
import { formatCount } from '../../../reports/text/format.ts';

/** Which name a lab run of one attempt has, and whose it is. */
export interface AttemptOwner {
  readonly student: string;
  readonly person: string;
}

/**
 * Leaves of several attempts that were all graded the one with the most points, by the rules of the course; of equal
 * ones the earlier. What could not be graded is chosen only where nothing could.
 */
export function chooseBest(labRuns: readonly LabRun[], owners: readonly AttemptOwner[]): LabRun[] {
  const people = new Map(owners.map(({ student, person }) => [student, person]));
  const groups = Map.groupBy(labRuns, ({ student, lab }) =>
    JSON.stringify([people.get(student) ?? student, lab]),
  );
  return [...groups.values()].flatMap((group) => {
    const [best] = [...group].sort((a, b) => worth(b) - worth(a));
    const person = best && people.get(best.student);
    return best === undefined ? [] : [person === undefined ? best : asChosen(best, person, group)];
  });
}

function worth({ gradable, score }: LabRun): number {
  return gradable ? score.points + score.bonus : -1;
}

function asChosen(best: LabRun, person: string, all: readonly LabRun[]): LabRun {
  const { submission } = best;
  const chosenBecause = `It is the best of ${formatCount(all.length, 'attempt')}.`;
  return { ...best, student: person, ...(submission && { submission: { ...submission, chosenBecause } }) };
}
