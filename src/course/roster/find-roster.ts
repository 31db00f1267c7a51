import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Person } from '../../../reports/schema.ts';
import type { Course } from '../rules/read-course.ts';
import { readRoster } from './read-roster.ts';

const fileName = 'roster.csv';

/**
 * Who takes the course: by the file that `course.yaml` names, else by `roster.csv` in the class or beside it.
 * @returns undefined where there is none
 */
export async function findRoster(
  location: string,
  course: Course | undefined,
): Promise<readonly Person[] | undefined> {
  const named = course?.settings.roster;
  if (course !== undefined && named !== undefined) return readRoster(path.resolve(course.folder, named));
  for (const place of [location, path.dirname(path.resolve(location))]) {
    const file = path.resolve(place, fileName);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return readRoster(file);
  }
  return undefined;
}
