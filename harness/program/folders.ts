import { type Call, findCalls, literalsOf } from './calls.ts';
import { valuesOf } from './name-values.ts';
import type { Project } from './project.ts';
import { folderOf, type Unit, type UnitSource } from './unit.ts';

export interface Folders {
  /** Relative to the working folder: expected to exist. */
  readonly expected: readonly string[];
  /** Relative to the root: where documents are looked for. */
  readonly documents: readonly string[];
  /** Data files that it opens, relative to the working folder. */
  readonly files: readonly string[];
}

const documentNames =
  /^(?:public|www|wwwroot|static|htdocs|html|docs?|documents|files|web|webroot|site|content|resources|assets|pages|templates|public_html|root|src\/main\/resources)$/i;
/** Whatever a folder is called: where pages lie, there a server looks for them. */
const pages = /\.html?$/i;
const notFolders =
  /^(?:text|image|application|audio|video|font|message|multipart|HTTP|Mozilla|charset|tmp|etc|usr|var|dev|proc|home|C:|api|bin|Python|Server|node|github\.com|golang\.org)$/i;
const opens =
  /\bopen|\bio\.open|\bfopen|os\.path\.\w+|\bPath|readFile(?:Sync)?|createReadStream|createWriteStream|existsSync|writeFile(?:Sync)?|path\.join|path\.resolve|new\s+(?:File|FileInputStream|FileReader|FileWriter|FileOutputStream)|Paths\.get|os\.(?:Open|ReadFile|Create)|ifstream|filepath\.Join|send_file|os\.listdir/;
const makers = /\bmkdirs?|\bmakedirs|\bmkdirSync|\bMkdirAll|createDirector(?:y|ies)|MkdirAll|os\.Mkdir/;

/** Folders and files that the source counts on. Folders that it makes itself are left out. */
export function foldersOf(unit: Unit, project: Project): Folders {
  const roots = configuredFolders(unit, project);
  const named = [...unit.sources.flatMap(namedFolders), ...roots];
  const makesFolders = unit.sources.some((source) => findCalls(source, makers).length > 0);
  const expected = [...new Set(named.filter((name) => !documentNames.test(name)))];
  const documents = [...named.filter((name) => documentNames.test(name)), ...roots].map((name) =>
    join(unit.cwd, name),
  );
  const ofPages = new Set([...project.paths].filter((file) => pages.test(file)).map(folderOf));
  const existing = [...project.folders].filter(
    (folder) =>
      (documentNames.test(folder.slice(folder.lastIndexOf('/') + 1)) || ofPages.has(folder)) &&
      inside(folder, unit.cwd),
  );
  const beside = [unit.cwd, folderOf(unit.entry)];
  return {
    expected: makesFolders ? [] : [...expected, ...named.filter((name) => documentNames.test(name))],
    documents: [...new Set([...beside, ...documents, ...existing])],
    files: [...new Set(unit.sources.flatMap(openedFiles))],
  };
}

function inside(folder: string, cwd: string): boolean {
  return cwd === '.' || folder.startsWith(`${cwd}/`);
}

function join(cwd: string, name: string): string {
  return cwd === '.' ? name : `${cwd}/${name}`;
}

/** Roots that a configuration beside the program names: `server_root = www`. */
function configuredFolders(unit: Unit, project: Project): string[] {
  return [...project.documents]
    .filter(([file]) => folderOf(file) === unit.cwd && /\.(?:conf|cfg|ini|properties)$/i.test(file))
    .flatMap(([, text]) => [
      ...text.matchAll(
        /^[ \t]*[\w.-]*(?:root|dir(?:ectory)?|folder)[ \t]*[=: ][ \t]*["']?\.?\/?([A-Za-z_][\w-]*)\/?["']?[ \t]*$/gim,
      ),
    ])
    .map((match) => match[1] ?? '');
}

function namedFolders(source: UnitSource): string[] {
  const opened = findCalls(source, opens).flatMap((call) => call.args.flatMap(literalsOf));
  const prefixes = literalsOf(source.code).filter(
    (literal) => /^\.?\/?[\w-]+\/(?:$|\{)/.test(literal) && !literal.startsWith('//'),
  );
  const variables = [
    ...source.code.matchAll(
      /\b\w*(?:dir|folder|root|path|base|cache|public|static)\w*\s*(?::\s*\w+\s*)?:?=(?!=)\s*\(?[rbu]?["']([^"'\n]*)["']/gi,
    ),
  ].map((match) => match[1] ?? '');
  const joined = [
    ...source.code.matchAll(/(?:path\.join|filepath\.Join)\s*\([^,)\n]+,\s*["']([\w-]+)["']\s*,/g),
  ].map((match) => match[1] ?? '');
  return [
    ...new Set([...[...opened, ...prefixes].map(prefixOf), ...variables.map(wholeFolder), ...joined]),
  ].filter((name) => name !== '' && !notFolders.test(name));
}

/** Of `./cache/`, `cache/{name}` and `cache/x.html` it is `cache`; nothing of absolute paths and addresses. */
function prefixOf(literal: string): string {
  return /^(?:\.\/)?([A-Za-z_][\w-]*)\/(?!\/)/.exec(literal)?.[1] ?? '';
}

function wholeFolder(literal: string): string {
  return /^(?:\.\/)?([A-Za-z_][\w-]*)\/?$/.exec(literal)?.[1] ?? prefixOf(literal);
}

/** Names with an extension given whole to a call that opens: `img/arara.png`, or `C:\\Users\\me\\arara.png` of another machine. */
function openedFiles(source: UnitSource): string[] {
  const opened = findCalls(source, opens).flatMap((call) => expressionsFor(call, source));
  return [...opened, ...pictureNames(source)]
    .flatMap((expression) => (/^[rbu]?["'][^"']+["']$/.test(expression) ? literalsOf(expression) : []))
    .filter((name) => fileName.test(name) && !name.includes('..'))
    .map((name) => name.replace(/^\.\//, ''));
}

const fileName = /^(?:(?:\.\/)?[\w-]|[A-Za-z]:[\\/])[^:*?"<>|\n]*\.\w{1,5}$/;

/** Names of pictures that something is set to: they are opened in a function that gets them. */
function pictureNames(source: UnitSource): string[] {
  return [...source.code.matchAll(/=[ \t]*([rbu]?["'][^"'\n]+\.(?:png|jpe?g|gif|bmp|pdf)["'])/gi)].map(
    (match) => match[1] ?? '',
  );
}

/** What is opened, as it stands there, or as the name that stands there was set. */
function expressionsFor({ args: [first = ''], index }: Call, source: UnitSource): string[] {
  return /^[A-Za-z_]\w*$/.test(first) ? valuesOf(first, { sources: [source], source, index }) : [first];
}
