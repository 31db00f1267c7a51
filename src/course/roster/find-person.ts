import type { Person } from '../../../reports/schema.ts';

/** What a folder, a file name or a platform tells of who handed something in. */
export interface Submitter {
  /** What it is called where it was found; the student's name where no roster knows better. */
  readonly label: string;
  readonly name?: string;
  readonly email?: string;
  readonly id?: string;
  readonly sisId?: string;
}

export type Found =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'several'; readonly people: readonly Person[] }
  | { readonly kind: 'nobody' };

/** Who of a roster it is: by what is one person's alone first, by name last. */
export class Roster {
  readonly people: readonly Person[];
  readonly #byKey: ReadonlyMap<string, readonly Person[]>;
  readonly #byName: ReadonlyMap<string, readonly Person[]>;

  constructor(people: readonly Person[]) {
    this.people = people;
    this.#byKey = group(people, ({ student, login, email, id, sisId }) =>
      [student, login, email, email?.split('@')[0], id, sisId].map(foldKey),
    );
    this.#byName = group(people, ({ name }) => (name === undefined ? [] : namesOf(name)));
  }

  find({ label, name, email, id, sisId }: Submitter): Found {
    const keys = [email, sisId, id, label].map(foldKey);
    const names = [name, label].flatMap((each) => (each === undefined ? [] : namesOf(each)));
    const tries = [
      ...keys.map((key) => this.#byKey.get(key)),
      ...names.map((each) => this.#byName.get(each)),
    ];
    const people = tries.find((found) => found !== undefined);
    const [person, ...others] = people ?? [];
    if (people === undefined || person === undefined) return { kind: 'nobody' };
    return others.length === 0 ? { kind: 'person', person } : { kind: 'several', people };
  }
}

function foldKey(key: string | undefined): string {
  return (key ?? '').trim().toLowerCase();
}

function group(people: readonly Person[], keysOf: (person: Person) => readonly string[]) {
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    for (const key of new Set(keysOf(person))) {
      if (key !== '') groups.set(key, [...(groups.get(key) ?? []), person]);
    }
  }
  return groups;
}

/** `Lovelace, Ada` is `adalovelace` and `lovelaceada`, as Canvas writes it; order, case and accents do not count. */
function namesOf(name: string): string[] {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const [last, ...first] = words;
  if (last === undefined) return [];
  return [words.join(''), [...first, last].join(''), [...words.slice(-1), ...words.slice(0, -1)].join('')];
}
