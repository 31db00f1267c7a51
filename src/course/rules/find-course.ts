import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Course, readCourse } from './read-course.ts';

const fileName = 'course.yaml';

/**
 * The rules for what lies at a place: of the file that was named, else of `course.yaml` in it or beside it.
 * @returns undefined where there is none
 */
export async function findCourse(location: string, named: string | undefined): Promise<Course | undefined> {
  if (named !== undefined) return readCourse(path.resolve(named));
  const places = [location, path.dirname(path.resolve(location))];
  for (const place of places) {
    const file = path.resolve(place, fileName);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return readCourse(file);
  }
  return undefined;
}
