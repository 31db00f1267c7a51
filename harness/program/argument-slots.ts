import { assignedNames } from './calls.ts';
import { meaningOf } from './meaning.ts';
import type { Language, Meaning } from './types.ts';
import type { UnitSource } from './unit.ts';

/** A place in the argument list that the source reads. */
export interface ArgumentSlot {
  /** From 0, the program's own name left out. */
  readonly position: number;
  readonly meaning: Meaning;
  readonly wantsNumber: boolean;
  /** The source has a value of its own for when it is missing. */
  readonly isOptional: boolean;
}

/** Nobody reads an argument more often, or gives the list of them more names. */
const mostReads = 100;
const mostAliases = 20;
/** What stands around a read on its line is of use when it stands near. */
const longestContext = 400;

interface Access {
  readonly position: number;
  readonly index: number;
  readonly length: number;
}

/** How many entries of the argument array come before the first argument, and how the array is called. */
interface ArrayForm {
  readonly name: string;
  readonly offset: number;
}

const plainForms: Partial<Record<Language, readonly ArrayForm[]>> = {
  python3: [{ name: '(?:sys\\.)?argv', offset: 1 }],
  python2: [{ name: '(?:sys\\.)?argv', offset: 1 }],
  c: [{ name: 'argv', offset: 1 }],
  'c++': [{ name: 'argv', offset: 1 }],
  go: [{ name: 'os\\.Args', offset: 1 }],
  javascript: [{ name: '(?:process\\.)?argv', offset: 2 }],
  typescript: [{ name: '(?:process\\.)?argv', offset: 2 }],
  java: [],
};

/** The names under which a source reads its arguments: `sys.argv`, what `main` calls them, and aliases. */
export function arrayForms(source: UnitSource, language: Language): ArrayForm[] {
  const forms = [...(plainForms[language] ?? [])];
  const mainParameter =
    language === 'java'
      ? /\bvoid\s+main\s*\(\s*(?:final\s+)?String\s*(?:\[\s*\]|\.\.\.)?\s*(\w+)/.exec(source.bare)?.[1]
      : /\bint\s+main\s*\([^,)]*,\s*(?:const\s+)?char\s*(?:const\s*)?\*+\s*(\w+)/.exec(source.bare)?.[1];
  if (mainParameter !== undefined) forms.push({ name: mainParameter, offset: language === 'java' ? 0 : 1 });
  const aliases = source.bare.matchAll(
    /\b(\w+)\s*:?=\s*(?:process\.argv|(?:sys\.)?argv|os\.Args)(?:\.slice\((\d)\)|\[(\d):\])?\s*;?$/gm,
  );
  for (const alias of aliases.take(mostAliases)) {
    const removed = Number(alias[2] ?? alias[3] ?? 0);
    const base = /process/.test(alias[0]) ? 2 : 1;
    forms.push({ name: alias[1] ?? 'argv', offset: Math.max(0, base - removed) });
  }
  return forms;
}

/** The arguments that a source reads by position, with what each is for. */
export function argumentSlots(source: UnitSource, language: Language): ArgumentSlot[] {
  const slots = new Map<number, ArgumentSlot>();
  const accesses = [...indexedAccesses(source, language), ...unpackedAccesses(source, language)];
  for (const access of accesses) {
    const slot = describe(source, access, accesses);
    const known = slots.get(access.position);
    slots.set(access.position, known === undefined ? slot : merge(known, slot));
  }
  return [...slots.values()].sort((a, b) => a.position - b.position);
}

function merge(a: ArgumentSlot, b: ArgumentSlot): ArgumentSlot {
  return {
    position: a.position,
    meaning: a.meaning === 'unknown' ? b.meaning : a.meaning,
    wantsNumber: a.wantsNumber || b.wantsNumber,
    isOptional: a.isOptional || b.isOptional,
  };
}

function indexedAccesses(source: UnitSource, language: Language): Access[] {
  return arrayForms(source, language).flatMap((form) =>
    source.bare
      .matchAll(new RegExp(`(?<![\\w.])${form.name}\\s*\\[\\s*(\\d)\\s*\\]`, 'g'))
      .take(mostReads)
      .toArray()
      .map((match) => ({
        position: Number(match[1]) - form.offset,
        index: match.index,
        length: match[0].length,
      }))
      .filter((access) => access.position >= 0),
  );
}

const unpackings = [
  /^[ \t]*\(?((?:\w+[ \t]*,[ \t]*)+\w+)\)?[ \t]*=[ \t]*(?:sys\.)?argv(\[1:\d?\])?[ \t]*$/gm,
  /(?:const|let|var)\s*\[([\w\s,]+)\]\s*=\s*process\.argv(\.slice\(2\))?/g,
];

/** `script, host, port = sys.argv` and `const [host, port] = process.argv.slice(2)`. */
function unpackedAccesses(source: UnitSource, language: Language): Access[] {
  return unpackings.flatMap((pattern) =>
    [...source.bare.matchAll(pattern).take(mostReads)].flatMap((match) => {
      const names = (match[1] ?? '').split(',').map((name) => name.trim());
      const skipped =
        match[2] !== undefined ? 0 : language === 'javascript' || language === 'typescript' ? 2 : 1;
      return names
        .map((name, order) => ({
          position: order - skipped,
          index: match.index + match[0].indexOf(name),
          length: name.length,
        }))
        .filter((access) => access.position >= 0 && access.length > 0);
    }),
  );
}

function describe(source: UnitSource, access: Access, all: readonly Access[]): ArgumentSlot {
  const line = lineAround(source.bare, access.index);
  const before = source.bare.slice(line.start, access.index);
  const after = source.bare.slice(access.index + access.length, line.end);
  const onLine = all
    .filter((other) => other.index >= line.start && other.index < line.end)
    .sort((a, b) => a.index - b.index);
  const names = assignedNames(before);
  const name = names.length > 1 ? names[onLine.findIndex((other) => other.index === access.index)] : names[0];
  const wantsNumber =
    /(?:\bint|atoi|atol|strtol|parseInt|valueOf|Number|Atoi|ParseInt|\+|float|uint16|stoi)\s*\(?\s*$/.test(
      before,
    ) && !/\+\s*$/.test(before.replace(/[=(,]\s*\+\s*$/, ''));
  const ownName = /^\w+$/.test(source.bare.slice(access.index, access.index + access.length))
    ? source.bare.slice(access.index, access.index + access.length)
    : '';
  return {
    position: access.position,
    meaning: meaningOfAccess(ownName || (name ?? ''), before, wantsNumber),
    wantsNumber,
    isOptional: isOptional(source, access, before, after),
  };
}

function meaningOfAccess(name: string, before: string, wantsNumber: boolean): Meaning {
  if (/(?:config|conf|settings)\w*\s*\(\s*$/i.test(before)) return 'file';
  const byName = name === '' ? 'unknown' : meaningOf(name);
  if (byName !== 'unknown' && !(wantsNumber && byName === 'host')) return byName;
  const afterComma = /\(\s*\(?[^()]*,\s*(?:int\s*\(\s*)?$/.test(before);
  if (/\b(?:bind|connect|sendto)\s*\(/.test(before)) return afterComma || wantsNumber ? 'port' : 'host';
  if (/\b(?:htons|ServerSocket|listen)\s*\(/.test(before)) return 'port';
  if (
    /\b(?:gethostbyname|getaddrinfo|inet_\w+|Inet_\w+|getByName|Socket|LookupHost|ResolveIPAddr|ping|resolve)\s*\(/i.test(
      before,
    )
  ) {
    return wantsNumber ? 'port' : 'host';
  }
  return 'unknown';
}

function isOptional(source: UnitSource, access: Access, before: string, after: string): boolean {
  if (/\bif\b[^:]*(?:argv|args)[^:]*\belse\b/i.test(after)) return true;
  if (/^\s*\)?\s*(?:\|\||\?\?)/.test(after)) return true;
  if (/(?:argc|args\.length|argv\.length)\s*(?:>|>=|==|!=)[^?]*\?/.test(before)) return true;
  return isCaught(source, access.index);
}

/** Inside a `try` whose handler goes on with another value. */
function isCaught(source: UnitSource, index: number): boolean {
  const above = source.bare.slice(Math.max(0, index - 400), index);
  const opened = Math.max(above.lastIndexOf('try:'), above.search(/try\s*\{[^}]*$/));
  if (opened === -1 || /\bexcept\b|\bcatch\b/.test(above.slice(opened))) return false;
  const handler = /(?:\bexcept\b|\bcatch\b)[\s\S]{0,300}/.exec(source.bare.slice(index, index + 700))?.[0];
  return (
    handler !== undefined && !endsProgram(handler.slice(0, 200)) && /[^=!<>]=[^=]/.test(handler.slice(0, 200))
  );
}

/** A block that gives up, as the one behind a failed test of the arguments does. */
export function endsProgram(block: string): boolean {
  return /exit|quit\s*\(|\breturn\b|\braise\b|\bthrow\b|\busage|panic|Fatal|\bdie\b|abort/i.test(block);
}

function lineAround(text: string, index: number): { start: number; end: number } {
  const from = Math.max(0, index - longestContext);
  const near = text.slice(from, index + longestContext);
  const end = near.indexOf('\n', index - from);
  return {
    start: from + near.lastIndexOf('\n', index - from - 1) + 1,
    end: end === -1 ? from + near.length : from + end,
  };
}
