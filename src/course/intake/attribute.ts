import { didYouMean } from '../../cli/nearest.ts';
import type { Roster, Submitter } from '../roster/find-person.ts';
import type { HandIn } from './hand-in.ts';

/** A hand-in with the student it belongs to; that of a group comes once for each. */
export interface Attributed {
  readonly handIn: HandIn;
  readonly student: string;
}

export interface Attribution {
  readonly attributed: readonly Attributed[];
  /** Sentences about who is not known. */
  readonly notes: readonly string[];
}

/** Says whose each hand-in is: by the roster, else by the name that stands there. */
export function attribute(handIns: readonly HandIn[], roster: Roster | undefined): Attribution {
  const notes = new Set<string>();
  const attributed = handIns.flatMap((handIn) =>
    handIn.submitters.map((submitter) => ({ handIn, submitter, student: nameOf(submitter, roster, notes) })),
  );
  return { attributed: apart(attributed), notes: [...notes] };
}

function nameOf(submitter: Submitter, roster: Roster | undefined, notes: Set<string>): string {
  const found = roster?.find(submitter);
  if (roster === undefined || found === undefined) return submitter.label;
  if (found.kind === 'person') return found.person.student;
  const { label } = submitter;
  if (found.kind === 'several') {
    const names = found.people.map(({ student }) => student).join(' and ');
    notes.add(`${label} may be ${names} of the roster; graded as ${label}.`);
  } else {
    const near = didYouMean(
      label,
      roster.people.map(({ student }) => student),
    ).replace(/^(there are|`grade).*/, '');
    notes.add(
      `${label} is not on the roster and was graded under that name${near === '' ? '.' : `; ${near}`}`,
    );
  }
  return label;
}

type Named = Attributed & { readonly submitter: Submitter };

/** Two people may have one name: whoever has an id of the platform is told apart by it. */
function apart(named: readonly Named[]): Attributed[] {
  const byName = Map.groupBy(named, ({ student }) => student);
  return named.map(({ handIn, student, submitter }) => {
    const ids = new Set((byName.get(student) ?? []).map((each) => identityOf(each.submitter)));
    const own = identityOf(submitter);
    const isAlone = ids.size <= 1 || own === undefined || student !== submitter.label;
    return { handIn, student: isAlone ? student : `${student} (${own})` };
  });
}

function identityOf({ id, email, sisId }: Submitter): string | undefined {
  return email ?? sisId ?? id;
}
