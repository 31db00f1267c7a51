import type { Dirent } from 'node:fs';
import path from 'node:path';
import { faultOfArchive, isZip, stemOf } from './archive.ts';
import { commitTime, isClone } from './commit-time.ts';
import { entriesOf } from './folder-entries.ts';
import type { HandIn, Layout, LookFor } from './hand-in.ts';
import { labNamed, studentAndLabIn } from './lab-in-name.ts';

interface Found {
  readonly handIns: readonly HandIn[];
  readonly strangers: readonly string[];
}

const [program, nothing] = [/\.(py|py2|c|cc|cpp|java|js|mjs|cjs|ts|go)$/i, { handIns: [], strangers: [] }];

/**
 * Folders and files that people or a script put there: `<student>/<lab>/`, clones, zip files, single programs. With a lab
 * each entry is one student's.
 */
export async function plainLayout(lookFor: LookFor): Promise<Layout> {
  const entries = await entriesOf(lookFor.root);
  const prefix = lookFor.lab === undefined ? '' : await clonePrefix(entries, lookFor.root);
  const found = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? inFolder(entry.name, prefix, lookFor) : asFile(entry.name, lookFor),
    ),
  );
  return {
    kind: 'a folder of submissions',
    handIns: found.flatMap(({ handIns }) => handIns),
    strangers: found.flatMap(({ strangers }) => strangers),
  };
}

/** `hw1-` of `hw1-ada` and `hw1-ben`: what a classroom puts before the name of each student. */
async function clonePrefix(entries: readonly Dirent[], root: string): Promise<string> {
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const clones = await Promise.all(names.map((name) => isClone(path.join(root, name))));
  const [first = '', ...others] = names;
  if (others.length === 0 || !clones.every(Boolean)) return '';
  let length = 0;
  while (length < first.length && others.every((name) => name[length] === first[length])) length += 1;
  return first.slice(0, first.slice(0, length).lastIndexOf('-') + 1);
}

async function inFolder(name: string, prefix: string, lookFor: LookFor): Promise<Found> {
  const folder = path.join(lookFor.root, name);
  const time = await timeOf(folder);
  if (lookFor.lab !== undefined) return forOneLab(name, prefix, lookFor, lookFor.lab, time);
  const inside = await insideOf(folder, name, lookFor.labIds);
  if (inside.handIns.length > 0)
    return { ...inside, handIns: inside.handIns.map((each) => ({ ...each, ...time })) };
  const own = studentAndLabIn(name, lookFor.labIds);
  if (own?.student === undefined) return inside;
  const handIn = { source: name, submitters: [{ label: own.student }], files: [{ path: folder, name }] };
  return { handIns: [{ ...handIn, ...numbered(own), ...time }], strangers: [] };
}

async function forOneLab(
  name: string,
  prefix: string,
  { root, labIds }: LookFor,
  lab: string,
  time: Partial<HandIn>,
): Promise<Found> {
  const { handIns } = await insideOf(path.join(root, name), name, labIds);
  const own = handIns.filter((each) => each.lab === lab);
  // Of a class with all its labs, those of this one.
  if (handIns.length > 0) return { handIns: own.map((each) => ({ ...each, ...time })), strangers: [] };
  const label = studentAndLabIn(name, [lab])?.student ?? name.slice(prefix.length);
  const files = [{ path: path.join(root, name), name }];
  return { handIns: [{ source: name, submitters: [{ label }], lab, files, ...time }], strangers: [] };
}

/** What a student's folder holds: folders, zip files and programs that are named by labs, or one folder around them. */
export async function insideOf(
  folder: string,
  student: string,
  labIds: readonly string[],
  depth = 0,
): Promise<Found> {
  const entries = await entriesOf(folder);
  const named = entries.flatMap((entry) => {
    const found = labNamed(entry.isFile() ? stemOf(entry.name) : entry.name, labIds);
    const isUsable = entry.isDirectory() || isZip(entry.name) || program.test(entry.name);
    if (found === undefined || !(isUsable || faultOfArchive(entry.name))) return [];
    const file = { path: path.join(folder, entry.name), name: entry.name };
    return [
      { name: entry.name, handIn: { source: `${student}/${entry.name}`, files: [file], ...numbered(found) } },
    ];
  });
  const folders = entries.filter((entry) => entry.isDirectory());
  const [only, ...others] = folders;
  if (named.length === 0 && only !== undefined && others.length === 0 && depth === 0) {
    const deeper = await insideOf(path.join(folder, only.name), `${student}/${only.name}`, labIds, 1);
    if (deeper.handIns.length > 0)
      return {
        ...deeper,
        handIns: deeper.handIns.map((each) => ({ ...each, submitters: [{ label: student }] })),
      };
  }
  const isNamed = new Set(named.map(({ name }) => name));
  return {
    handIns: named.map(({ handIn }) => ({ ...handIn, submitters: [{ label: student }] })),
    strangers: folders.filter(({ name }) => !isNamed.has(name)).map(({ name }) => `${student}/${name}`),
  };
}

function numbered({ lab, attempt }: { readonly lab: string; readonly attempt?: number }) {
  return { lab, ...(attempt !== undefined && { attempt }) };
}

function asFile(name: string, { root, labIds, lab }: LookFor): Found {
  const fault = faultOfArchive(name);
  if (!isZip(name) && !program.test(name) && fault === undefined) return nothing;
  const own = studentAndLabIn(stemOf(name), lab === undefined ? labIds : [lab]);
  const whose = lab ?? own?.lab;
  // A zip without a lab in its name may have folders for labs in it.
  if (whose === undefined && !isZip(name)) return { handIns: [], strangers: [name] };
  const handIn: HandIn = {
    source: name,
    submitters: [{ label: own?.student ?? stemOf(name) }],
    ...(whose !== undefined && { lab: whose }),
    ...(own?.attempt !== undefined && { attempt: own.attempt }),
    files: [{ path: path.join(root, name), name }],
    ...(fault !== undefined && { fault }),
  };
  return { handIns: [handIn], strangers: [] };
}

async function timeOf(folder: string): Promise<Partial<HandIn>> {
  const submittedAt = await commitTime(folder);
  return submittedAt === undefined ? {} : { submittedAt, submittedAtFrom: 'commit' };
}
