import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Person } from '../../../../reports/schema.ts';
import { readCourse } from '../../rules/read-course.ts';
import { craftZip } from '../../testing/craft-zip.ts';
import { type Intake, takeIn } from '../take-in.ts';

const labIds = ['web-server', 'udp-pinger', 'proxy'];
export const people: readonly Person[] = [
  { student: 'ada', name: 'Lovelace, Ada', login: 'ada', email: 'ada@uni.example', id: '101', sisId: 'S1' },
  { student: 'ben', name: 'Ben Baker', login: 'ben', email: 'ben@uni.example', id: '102' },
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'take-in-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A place below the folder of this test. */
export const below = (name: string) => path.join(folder, name);

interface Options {
  readonly lab?: string;
  readonly people?: readonly Person[];
  readonly course?: string;
}

/** Takes in what lies there. */
export async function intake(name: string, { course, ...rest }: Options = {}): Promise<Intake> {
  const file = path.join(folder, 'course.yaml');
  if (course !== undefined) await writeFile(file, course);
  return takeIn({
    location: below(name),
    workFolder: await mkdtemp(path.join(folder, 'work-')),
    labIds,
    ...rest,
    ...(course !== undefined && { course: await readCourse(file) }),
  });
}

/** Writes files, by their paths below the folder of this test. */
export async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = below(name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** `ada/proxy: server.py`, or why it cannot be used. */
export async function told({ submissions }: Intake): Promise<string[]> {
  const lines = await Promise.all(
    submissions.map(async ({ student, lab, location, unusableBecause }) => {
      if (unusableBecause !== undefined) return `${student}/${lab}! ${unusableBecause}`;
      const names = (await readdir(location, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(location, path.join(entry.parentPath, entry.name)))
        .filter((name) => !name.startsWith('.git/'));
      return `${student}/${lab}: ${names.sort().join(' ')}`;
    }),
  );
  return lines.sort();
}

/** A zip with a file that leads out of its folder. */
export const evil = craftZip([{ name: '../evil.py', content: 'x' }]);
