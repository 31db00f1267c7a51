import path from 'node:path';
import { entriesOf } from './folder-entries.ts';
import type { HandIn, Layout, LookFor } from './hand-in.ts';

interface CanvasFile {
  readonly path: string;
  readonly file: string;
  readonly student: string;
  readonly user: string;
  readonly isLate: boolean;
  readonly original: string;
}

/** `lovelaceada_LATE_4711_90210_server.py`: name, mark, ids of user and file, the student's own file name. */
const pattern = /^(?<student>.+?)_(?:(?<late>LATE)_)?(?<user>\d+)_(?:(?<id>\d+)_(?<original>.+)|text\.html)$/;

/** The download of an assignment from Canvas; undefined where most files are named otherwise. */
export async function canvasLayout({ root, lab }: LookFor): Promise<Layout | undefined> {
  const names = (await entriesOf(root)).filter((entry) => entry.isFile()).map(({ name }) => name);
  const files = names.flatMap((file) => toFile(root, file) ?? []);
  if (files.length === 0 || files.length * 2 < names.length) return undefined;
  const byUser = Map.groupBy(files, ({ user }) => user);
  return {
    kind: 'a Canvas download',
    handIns: [...byUser.values()].map((own) => toHandIn(own, lab)),
    strangers: names.filter((name) => !files.some(({ file }) => file === name)),
  };
}

function toFile(root: string, file: string): CanvasFile | undefined {
  const groups = pattern.exec(file)?.groups;
  if (groups === undefined) return undefined;
  const { student = '', late, user = '', original = '' } = groups;
  return { path: path.join(root, file), file, student, user, isLate: late !== undefined, original };
}

function toHandIn(files: readonly CanvasFile[], lab: string | undefined): HandIn {
  const [{ student = '', user = '' } = {}] = files;
  const originals = files.map(({ original }) => original);
  const kept = files.filter(({ original }) => original !== '');
  const notes = files.length > kept.length ? ['A text that was typed into Canvas is left out.'] : [];
  return {
    source: files.length === 1 ? (files[0]?.file ?? '') : `${files[0]?.file} and ${files.length - 1} more`,
    submitters: [{ label: student, name: student, id: user }],
    ...(lab !== undefined && { lab }),
    files: kept.map((each) => ({ path: each.path, name: ownName(each.original, originals) })),
    ...(files.some(({ isLate }) => isLate) && { isMarkedLate: true }),
    notes,
  };
}

/** Canvas makes `Server-1.java` of a second `Server.java`; Java does not take it by that name. */
function ownName(original: string, all: readonly string[]): string {
  const own = original.replace(/-\d{1,2}(?=\.\w+$)/, '');
  const alike = all.filter((each) => each.replace(/-\d{1,2}(?=\.\w+$)/, '') === own);
  return alike.length === 1 ? own : original;
}
