import type { Entry, ZipFile } from 'yauzl';
import { clipText } from '../../../reports/text/clip-text.ts';
import { visibleLine } from '../../../reports/text/visible-text.ts';
import { faultOfEntryName, foldedName } from './check-entry-name.ts';
import { decodeEntryName } from './decode-entry-name.ts';
import { leftOutName } from './left-out.ts';
import { UnzipError } from './unzip-error.ts';
import type { UnzipLimits } from './unzip-limits.ts';

/** One file or folder that will be written. */
export interface PlannedEntry {
  /** Relative, with `/`, without one at its end. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly isExecutable: boolean;
  readonly entry: Entry;
}

export interface EntryPlan {
  readonly entries: readonly PlannedEntry[];
  /** Names of what is left out: `node_modules`. */
  readonly leftOut: readonly string[];
}

const [typeMask, linkType, folderType, fileType] = [0o170000, 0o120000, 0o040000, 0o100000];

/** What happens with an entry that is refused: it is told of, or all of the file is refused with it. */
export type Refuse = (name: string, fault: string) => void;

/** @throws UnzipError with the end of a sentence about the zip file */
export const refuseAll: Refuse = (name, fault) => {
  throw new UnzipError(`holds ${quoted(name)}, which ${fault}`);
};

/** Reads the whole directory of a zip file and checks every name and kind before a byte is written. */
export async function planEntries(zip: ZipFile, limits: UnzipLimits, refuse: Refuse): Promise<EntryPlan> {
  if (zip.entryCount > limits.entries) throw new UnzipError(`holds more than ${limits.entries} files`);
  const entries = new Map<string, PlannedEntry>();
  const leftOut = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    const name = decodeEntryName(entry)
      .replaceAll('\\', '/')
      .replace(/^(\.\/)+/, '');
    const junk = leftOutName(name);
    if (junk !== undefined) leftOut.add(junk);
    else if (name !== '') planEntry(name, entry, { limits, refuse, entries });
  }
  refuseFilesAsFolders(entries, refuse);
  return { entries: [...entries.values()], leftOut: [...leftOut].sort() };
}

interface Planning {
  readonly limits: UnzipLimits;
  readonly refuse: Refuse;
  /** By the name as it is compared. */
  readonly entries: Map<string, PlannedEntry>;
}

function planEntry(name: string, entry: Entry, { limits, refuse, entries }: Planning): void {
  const mode = entry.externalFileAttributes >>> 16;
  const isFolder = name.endsWith('/') || (mode & typeMask) === folderType;
  const path = name.replace(/\/$/, '');
  const earlier = entries.get(foldedName(path));
  const fault = faultOf(name, entry, mode, limits) ?? collision(path, isFolder, earlier);
  if (fault !== undefined) refuse(name, fault);
  else entries.set(foldedName(path), { path, isFolder, isExecutable: (mode & 0o111) !== 0, entry });
}

/** A file stands once, on every machine. */
function collision(path: string, isFolder: boolean, earlier: PlannedEntry | undefined): string | undefined {
  if (earlier === undefined || (isFolder && earlier.isFolder)) return undefined;
  if (earlier.path === path) return 'is in it twice';
  return `is one name with ${quoted(earlier.path)} on many machines`;
}

function refuseFilesAsFolders(entries: Map<string, PlannedEntry>, refuse: Refuse): void {
  for (const [folded, { path }] of entries) {
    const segments = folded.split('/');
    const above = segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
    const isBelowFile = above.some((each) => entries.get(each)?.isFolder === false);
    if (!isBelowFile) continue;
    refuse(path, 'lies in a folder that is a file');
    entries.delete(folded);
  }
}

function faultOf(
  name: string,
  entry: Entry,
  mode: number,
  { depth, fileMb }: UnzipLimits,
): string | undefined {
  const type = mode & typeMask;
  if (type === linkType) return 'is a link';
  if (type !== 0 && type !== fileType && type !== folderType) return 'is neither a file nor a folder';
  if (entry.isEncrypted()) return 'is locked with a password';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return 'is packed in a way that only few programs can read; pack it as an ordinary zip file';
  if (entry.uncompressedSize > fileMb * 2 ** 20) return `is larger than ${fileMb} MB`;
  return faultOfEntryName(name, depth, process.platform === 'win32');
}

/** A name as it can stand in a sentence. */
function quoted(name: string): string {
  return visibleLine(clipText(name, 80));
}
