import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { longestSource, readablePart } from './readable-part.ts';
import { type SourceView, type Syntax, viewSource } from './source-view.ts';

/** A source file of a submission, read and lexed. */
export interface SourceFile extends SourceView {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly extension: string;
  /** That only a part of it was read. */
  readonly note?: string;
}

/** What was handed in, as text. Nothing of it is ever run here. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly sources: readonly SourceFile[];
  /** Every regular file, relative to the root, sources among them. */
  readonly paths: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Read-me files, package.json, Makefiles, configurations and the like, by path. */
  readonly documents: ReadonlyMap<string, string>;
  /** Set when one file was handed in: only it may be an entry. */
  readonly only?: string;
}

const syntaxes: Readonly<Record<string, Syntax>> = {
  '.py': 'python',
  '.py3': 'python',
  '.pyw': 'python',
  '.js': 'c-like',
  '.mjs': 'c-like',
  '.cjs': 'c-like',
  '.ts': 'c-like',
  '.mts': 'c-like',
  '.cts': 'c-like',
  '.java': 'c-like',
  '.go': 'c-like',
  '.c': 'c-like',
  '.h': 'c-like',
  '.cc': 'c-like',
  '.cpp': 'c-like',
  '.cxx': 'c-like',
  '.hpp': 'c-like',
  '.hh': 'c-like',
};

const ignoredFolders =
  /^(?:\..*|__pycache__|node_modules|venv|env|virtualenv|site-packages|vendor|__MACOSX|target|\.grade-build)$/;
const documentNames =
  /^(?:readme.*|package\.json|go\.mod|(?:GNU)?[Mm]akefile|CMakeLists\.txt|pom\.xml|misc\.xml|.+\.(?:conf|cfg|ini|properties))$/i;
const maxFiles = 3_000;
const maxDepth = 8;
/** Of all sources together. A submission that has more is there to hold us up, and the rest is left unread. */
const maxSourceCharacters = 8 << 20;

/**
 * Reads a folder, or one file together with what lies around it.
 * @throws when `location` does not exist or may not be read; what lies inside never throws.
 */
export async function readProject(location: string): Promise<Project> {
  const absolute = path.resolve(location);
  const isFile = (await lstat(absolute)).isFile();
  const root = isFile ? path.dirname(absolute) : absolute;
  const { files, folders } = await listFiles(root, isFile ? 2 : maxDepth);
  const sources: SourceFile[] = [];
  const documents = new Map<string, string>();
  let left = maxSourceCharacters;
  for (const file of files) {
    const extension = path.posix.extname(file).toLowerCase();
    if (documentNames.test(path.posix.basename(file))) documents.set(file, await readText(root, file));
    const source = left > 0 ? await readSource(root, file, extension) : undefined;
    if (source === undefined) continue;
    sources.push(source);
    left -= source.text.length;
  }
  const project = { root, sources, paths: new Set(files), folders: new Set(folders), documents };
  return isFile ? { ...project, only: path.basename(absolute) } : project;
}

async function readSource(root: string, file: string, extension: string): Promise<SourceFile | undefined> {
  const syntax = syntaxes[extension] ?? (extension === '' ? await syntaxOfShebang(root, file) : undefined);
  if (syntax === undefined) return undefined;
  const { text, note } = readablePart(file, await readText(root, file));
  // A C-like extension on a script without one: the shebang told that it is Python.
  const known = extension === '' ? '.py' : extension;
  return { path: file, extension: known, ...viewSource(text, syntax), ...(note !== undefined && { note }) };
}

async function syntaxOfShebang(root: string, file: string): Promise<Syntax | undefined> {
  return /^#!.*\bpython/.test((await readText(root, file)).slice(0, 100)) ? 'python' : undefined;
}

/** The text of a file, of one larger than any source is its beginning; empty when it cannot be read or is binary. */
export async function readText(root: string, file: string): Promise<string> {
  try {
    const absolute = path.join(root, file);
    if (!(await lstat(absolute)).isFile()) return '';
    const bytes = await firstBytes(absolute);
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
    return bytes.includes(0) ? '' : decode(bytes);
  } catch {
    return '';
  }
}

/** One more than is looked at, so that it shows when there is more. */
async function firstBytes(file: string): Promise<Buffer> {
  await using handle = await open(file);
  const most = longestSource + 1;
  const room = Buffer.alloc(Math.min(most, (await handle.stat()).size));
  let length = 0;
  for (let read = -1; read !== 0 && length < room.length; length += read)
    ({ bytesRead: read } = await handle.read(room, length, room.length - length, length));
  return room.subarray(0, length);
}

function decode(bytes: Uint8Array): string {
  try {
    // The last character of a beginning may be cut in two.
    const stream = bytes.length > longestSource;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function listFiles(root: string, depth: number): Promise<{ files: string[]; folders: string[] }> {
  const files: string[] = [];
  const folders: string[] = [];
  const queue = [''];
  for (let folder = queue.shift(); folder !== undefined && files.length < maxFiles; folder = queue.shift()) {
    for (const entry of await entriesOf(path.join(root, folder))) {
      const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) files.push(relative);
      else if (entry.isDirectory() && !ignoredFolders.test(entry.name)) {
        folders.push(relative);
        if (relative.split('/').length < depth) queue.push(relative);
      } else if (entry.isDirectory() && entry.name === '.idea') {
        files.push(`${relative}/misc.xml`);
      }
    }
  }
  return { files: files.slice(0, maxFiles), folders };
}

async function entriesOf(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** The source at a path, if it is one. */
export function sourceAt(project: Project, file: string): SourceFile | undefined {
  return project.sources.find((source) => source.path === path.posix.normalize(file));
}

const testName = /(?:^|\/)(?:tests?|__tests__|specs?|conftest)\d*(?:\/|[_.])|[_.-](?:test|spec)s?\.\w+$/i;

/** Test code, which is never the program. */
export function isTestFile(file: string): boolean {
  return testName.test(file);
}
