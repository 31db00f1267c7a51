import type { Person } from '../../reports/schema.ts';
import type { CanvasUser } from './canvas-schemas.ts';

/** The student of a course, by what the student is called here; `ambiguous` where several fit. */
export type FindUser = (student: string) => CanvasUser | 'ambiguous' | undefined;

/**
 * By Canvas's id, then the SIS id, then the login, then the whole name, in that order, as Canvas does. What the roster does
 * not say of a student is looked for by what the student is called here.
 */
export function userFinder(users: readonly CanvasUser[], roster: readonly Person[]): FindUser {
  const people = new Map(roster.map((person) => [person.student, person]));
  const byId = indexUsers(users, ({ id }) => [id]);
  const bySisId = indexUsers(users, ({ sis_user_id }) => [sis_user_id ?? '']);
  const byLogin = indexUsers(users, ({ login_id }) => [(login_id ?? '').toLowerCase()]);
  const byName = indexUsers(users, ({ name = '', sortable_name = '' }) => [name, sortable_name]);
  return (student) => {
    const person = people.get(student);
    const found = [
      byId.get(person?.id ?? student),
      bySisId.get(person?.sisId ?? student),
      byLogin.get((person?.login ?? student).toLowerCase()),
      byName.get(person?.name ?? student),
    ].find((fitting) => fitting !== undefined);
    return found === undefined || found.length === 1 ? found?.[0] : 'ambiguous';
  };
}

function indexUsers(
  users: readonly CanvasUser[],
  keysOf: (user: CanvasUser) => readonly string[],
): ReadonlyMap<string, CanvasUser[]> {
  const index = new Map<string, CanvasUser[]>();
  for (const user of users) {
    for (const key of new Set(keysOf(user)))
      if (key !== '') index.set(key, [...(index.get(key) ?? []), user]);
  }
  return index;
}
