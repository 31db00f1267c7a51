import { assignedNames, type Call, findCalls, literalsOf } from './calls.ts';
import { meaningOf } from './meaning.ts';
import type { Language, PromptHint } from './types.ts';
import type { Unit, UnitSource } from './unit.ts';

/** How a language reads a line of standard input, and how it prints what stands before. */
interface Dialect {
  readonly reads: RegExp;
  readonly prints: RegExp;
  /** Whether the read takes the prompt's text itself, as `input('Port: ')` does. */
  readonly takesText: boolean;
}

const c: Dialect = {
  reads: /\b(?:scanf|gets|getpass|getline|fgets|getchar|readline)/,
  prints: /\b(?:printf|puts|fputs|fprintf)|cout/,
  takesText: false,
};
const node: Dialect = {
  reads: /\.question|\bquestion|\bprompt|\bask|readlineSync\.\w+/,
  prints: /console\.log|stdout\.write/,
  takesText: true,
};
const python: Dialect = {
  reads: /(?<![\w.])(?:raw_)?input|\bgetpass(?:\.getpass)?|stdin\.readline/,
  prints: /\bprint|stdout\.write/,
  takesText: true,
};
const dialects: Partial<Record<Language, Dialect>> = {
  python3: python,
  python2: python,
  javascript: node,
  typescript: node,
  c,
  'c++': c,
  java: {
    reads: /\.(?:nextLine|nextInt|next|nextDouble|nextLong|readLine|readPassword)/,
    prints: /System\.out\.print(?:ln|f)?/,
    takesText: false,
  },
  go: {
    reads: /fmt\.(?:Scan|Scanln|Scanf)|\.ReadString|\.Scan/,
    prints: /fmt\.Print(?:ln|f)?/,
    takesText: false,
  },
};

/** The prompts of a program, in the order of its source. */
export function promptHints(unit: Unit): PromptHint[] {
  const dialect = dialects[unit.language];
  if (dialect === undefined) return [];
  return unit.sources.flatMap((source) => {
    const reads = findCalls(source, dialect.reads).filter((call) => readsStandardInput(source, call));
    return [...reads, ...streamReads(source, unit.language)]
      .sort((a, b) => a.index - b.index)
      .map((call) => describe(source, call, dialect));
  });
}

/** Leaves out what reads a socket or a file by the same name, and definitions of functions. */
function readsStandardInput(source: UnitSource, call: Call): boolean {
  if (/\b(?:def|function|func)\s+$/.test(call.before)) return false;
  const name = call.name;
  if (/fgets/.test(name)) return call.args[2] === 'stdin';
  if (/getline/.test(name)) return /stdin|cin/.test(call.args.join(' '));
  if (/ReadString|\.Scan$|\.next|readLine/.test(name)) return isConsoleReader(source, call);
  if (/question|prompt|\bask/.test(name)) return /["'`]/.test(call.args[0] ?? '');
  return true;
}

/** Whether the variable that a method is called on was made from standard input. */
function isConsoleReader(source: UnitSource, call: Call): boolean {
  const variable = /([\w]+)\s*$/.exec(call.before)?.[1];
  if (variable === undefined) return /System\.(?:in|console)|os\.Stdin/.test(call.before);
  const made = new RegExp(`\\b${variable}\\b\\s*:?=[^;\\n]*(?:System\\.in|System\\.console|os\\.Stdin)`);
  return made.test(source.bare);
}

/** `cin >> port`, which is no call. */
function streamReads(source: UnitSource, language: Language): Call[] {
  if (language !== 'c++') return [];
  return [...source.bare.matchAll(/\bcin\s*>>\s*(\w+)/g)].map((match) => ({
    name: 'cin',
    args: [match[1] ?? ''],
    index: match.index,
    end: match.index + match[0].length,
    before: `${match[1] ?? ''} = `,
    after: '',
  }));
}

function describe(source: UnitSource, call: Call, dialect: Dialect): PromptHint {
  const own = dialect.takesText ? literalsOf(call.args[0] ?? '').join(' ') : '';
  const text = own === '' ? printedBefore(source, call, dialect) : own;
  const names = assignedNames(call.before);
  const targets = /scanf|Scan|gets|getline/.test(call.name)
    ? [...names, ...call.args.map((arg) => arg.replace(/[^\w]/g, ' '))]
    : names;
  const byText = meaningOf(text);
  const isSecret = /getpass|readPassword/.test(call.name);
  const byName =
    targets.map((target) => meaningOf(target)).find((meaning) => meaning !== 'unknown') ?? 'unknown';
  const meaning = isSecret && byText === 'unknown' ? 'password' : byText === 'unknown' ? byName : byText;
  const endWord = meaning === 'body' ? endWordAfter(source, call) : undefined;
  return {
    text,
    meaning,
    isSecret,
    wantsNumber: wantsNumber(call),
    ...(endWord !== undefined && { endWord }),
    ...(takesWord(call) && { takesWord: true }),
  };
}

/** `while line != ".":` behind the read. */
function endWordAfter(source: UnitSource, call: Call): string | undefined {
  const behind = source.code.slice(call.end, call.end + 300);
  return /(?:[!=]==?\s*|\bequals\s*\(\s*|strn?cmp\s*\([^,()]+,\s*)["'](\.|END|EOF|QUIT|DONE|SEND)(?:\\r)?(?:\\n)?["']/i.exec(
    behind,
  )?.[1];
}

/** Reads up to the next blank; what follows is left for the next read. */
function takesWord({ name, args }: Call): boolean {
  if (/scanf|Scanf/.test(name)) return /%\d*s/.test(args[0] ?? '') && !args[0]?.includes('%[');
  return name === 'cin' || /\.next$|fmt\.Scan(?:ln)?$/.test(name);
}

function wantsNumber(call: Call): boolean {
  if (/nextInt|nextDouble|nextLong/.test(call.name)) return true;
  if (/\b(?:int|float|eval|parseInt|Number|atoi)\s*\(\s*(?:str\s*\()?$/.test(call.before)) return true;
  return /scanf|Scanf/.test(call.name) && /%l?[du]/.test(call.args[0] ?? '');
}

/** The last text printed on the three lines before a read that has no text of its own. */
function printedBefore(source: UnitSource, call: Call, dialect: Dialect): string {
  const start = source.bare.slice(0, call.index).split('\n').slice(0, -4).join('\n').length;
  const window = {
    text: source.text.slice(start, call.index),
    code: source.code.slice(start, call.index),
    bare: source.bare.slice(start, call.index),
  };
  const stream = /cout\s*<<\s*("(?:[^"\\]|\\.)*")[^;]*;\s*[^;]*$/.exec(window.code)?.[1];
  if (stream !== undefined) return literalsOf(stream).join(' ');
  const printed = findCalls(window, dialect.prints).at(-1);
  const statement = /\bprint\s+(["'][^\n]*)\s*$/m.exec(window.code)?.[1] ?? '';
  return printed === undefined
    ? literalsOf(statement).join(' ')
    : literalsOf(printed.args.join(' ')).join(' ');
}
