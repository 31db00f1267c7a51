import type { Dirent } from 'node:fs';
import path from 'node:path';
import { entriesOf } from './folder-entries.ts';
import type { HandedInFile, HandIn, Layout, LookFor } from './hand-in.ts';

/** `Ada Lovelace_4711_assignsubmission_file_`, a folder; without folders the file's name stands behind it. */
const pattern = /^(?<name>.+?)_(?<id>\d+)_assignsubmission_(?<plugin>[a-z]+)_(?<original>.*)$/;

interface MoodleEntry {
  readonly entry: Dirent;
  readonly name: string;
  readonly id: string;
  readonly plugin: string;
  readonly original: string;
}

/** The download of an assignment from Moodle; undefined where nothing is named so. */
export async function moodleLayout({ root, lab }: LookFor): Promise<Layout | undefined> {
  const entries = await entriesOf(root);
  const named = entries.flatMap((entry) => toEntry(entry) ?? []);
  if (named.length === 0) return undefined;
  const byStudent = Map.groupBy(named, ({ name, id }) => `${name}_${id}`);
  const handIns = [...byStudent.values()].map((own) => toHandIn(root, own, lab));
  return {
    kind: 'a Moodle download',
    handIns,
    strangers: entries.filter((entry) => toEntry(entry) === undefined).map(({ name }) => name),
  };
}

function toEntry(entry: Dirent): MoodleEntry | undefined {
  const groups = pattern.exec(entry.name)?.groups;
  if (groups === undefined) return undefined;
  const { name = '', id = '', plugin = '', original = '' } = groups;
  return { entry, name, id, plugin, original };
}

function toHandIn(root: string, own: readonly MoodleEntry[], lab: string | undefined): HandIn {
  const [{ name = '', id = '' } = {}] = own;
  const given = own.filter(({ plugin }) => plugin === 'file');
  return {
    source: (given[0] ?? own[0])?.entry.name ?? name,
    submitters: [{ label: name, name, id }],
    ...(lab !== undefined && { lab }),
    files: given.map((each) => toFile(root, each)),
    notes: given.length < own.length ? ['A text that was typed into Moodle is left out.'] : [],
  };
}

function toFile(root: string, { entry, original }: MoodleEntry): HandedInFile {
  return { path: path.join(root, entry.name), name: original || entry.name };
}
