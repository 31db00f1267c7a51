import { type Call, findCalls, literalsOf } from './calls.ts';
import { meaningOf } from './meaning.ts';
import type { Language, Meaning } from './types.ts';
import type { UnitSource } from './unit.ts';

/** An option or positional that a parser library (argparse, optparse, click, Go's flag, commander) was told of. */
export interface ParsedOption {
  /** `--port`; empty for a positional. */
  readonly flag: string;
  readonly meaning: Meaning;
  readonly wantsNumber: boolean;
  readonly isRequired: boolean;
  /** A switch: no value follows. */
  readonly isSwitch: boolean;
  /** The values it is limited to, or that the source tells apart. */
  readonly choices?: readonly string[];
  /** What it is when it is not given. */
  readonly default?: string;
}

/** The options of the source's own parser, in order. */
export function parsedOptions(source: UnitSource, language: Language): ParsedOption[] {
  if (language === 'python3' || language === 'python2')
    return firstKnown(pythonOptions(source), namedValues(source));
  if (language === 'go') return firstKnown(goFlags(source), namedValues(source));
  const byLibrary = language === 'javascript' || language === 'typescript' ? commanderOptions(source) : [];
  return firstKnown(byLibrary, comparedOptions(source), namedValues(source));
}

function firstKnown(...known: readonly ParsedOption[][]): ParsedOption[] {
  return known.find((options) => options.length > 0) ?? [];
}

/** Arguments of the form `host=10.0.0.1`, which the source looks for by name: `strings.Index(arg, "host=")`. */
function namedValues(source: UnitSource): ParsedOption[] {
  if (!/\bargv\b|\bos\.Args\b|\bString\s*(?:\[\s*\]|\.\.\.)\s*\w+\s*\)/.test(source.bare)) return [];
  const looksFor =
    /(?:\b(?:Index|HasPrefix|Contains|CutPrefix|TrimPrefix|str(?:str|n?cmp))\s*\([^()"'\n]*,\s*|\.(?:startsWith|startswith|indexOf|find|includes)\s*\(\s*)["'](\w+)=["']/g;
  return [...new Set([...source.code.matchAll(looksFor)].map((match) => match[1] ?? ''))]
    .map((name) => ({ name, meaning: meaningOf(name) }))
    .filter(({ meaning }) => meaning !== 'unknown')
    .map(({ name, meaning }) => ({
      flag: `${name}=`,
      meaning,
      wantsNumber: false,
      isRequired: meaning === 'host' || meaning === 'url',
      isSwitch: false,
    }));
}

/** Options that the source takes apart itself: `arg.equals("--port")`, `argv[i] == "--port="`. */
function comparedOptions(source: UnitSource): ParsedOption[] {
  const compared = [
    ...source.code.matchAll(
      /(?:\bequals(?:IgnoreCase)?\s*\(\s*|startsWith\s*\(\s*|strn?cmp\s*\([^,()]+,\s*|===?\s*|\bcase\s+)["'](--[a-z][\w-]*)=?["']/g,
    ),
  ].map((match) => match[1] ?? '');
  // The value is part of the word where words are split at the equals sign.
  const joined = /split\s*\(\s*["']=["']|startsWith\s*\(\s*["']--[\w-]+=/.test(source.code) ? '=' : '';
  return (
    [...new Set(compared)]
      .map((flag) => ({ flag: `${flag}${joined}`, meaning: meaningOf(flag.replaceAll('-', ' ')) }))
      .filter(({ meaning }) => meaning !== 'unknown')
      // A usage text puts in brackets what may be left out.
      .map((option) => ({
        ...option,
        wantsNumber: false,
        isRequired: !source.code.includes(`[${option.flag}`),
        isSwitch: false,
      }))
  );
}

function pythonOptions(source: UnitSource): ParsedOption[] {
  const calls = findCalls(
    source,
    /\.add_argument|\.add_option|@click\.(?:option|argument)|@(?:option|argument)/,
  );
  return calls.map(pythonOption).filter((option) => option !== undefined);
}

function pythonOption(call: Call): ParsedOption | undefined {
  const names = call.args
    .filter((arg) => /^[rbu]?["']/.test(arg))
    .flatMap((arg) => literalsOf(arg).slice(0, 1));
  const keywords = keywordsOf(call);
  const flag =
    names.find((name) => name.startsWith('--')) ?? names.find((name) => name.startsWith('-')) ?? '';
  if (names.length === 0 || flag === '--help') return undefined;
  const isOptparse = call.name === '.add_option';
  const mayBeAbsent =
    /["'][?*]["']/.test(keywords.nargs ?? '') ||
    (keywords.default !== undefined && !/^None$/.test(keywords.default));
  const isRequired =
    flag === '' ? !mayBeAbsent : keywords.required === 'True' || (isOptparse && !mayBeAbsent);
  const choices = literalsOf(keywords.choices ?? '');
  const dest = literalsOf(keywords.dest ?? '').join(' ');
  // Some words tell only when they stand alone: `--from` does, `-f --from` with `dest="de"` does not.
  const told = [
    `${names.join(' ')} ${dest}`,
    flag || (names[0] ?? ''),
    dest,
    literalsOf(keywords.help ?? '').join(' '),
  ];
  const meanings = told.map((words) => meaningOf(words.replace(/-/g, ' ')));
  const option: ParsedOption = {
    flag,
    meaning: meanings.find((meaning) => meaning !== 'unknown') ?? 'unknown',
    wantsNumber: /\b(?:int|float)\b/.test(keywords.type ?? ''),
    isRequired: isRequired && !isSwitch(keywords),
    isSwitch: isSwitch(keywords),
  };
  return { ...option, ...among(choices, literalsOf(keywords.default ?? '')[0]) };
}

function among(
  choices: readonly string[],
  standard: string | undefined,
): Pick<ParsedOption, 'choices' | 'default'> {
  return choices.length === 0 ? {} : { choices, ...(standard !== undefined && { default: standard }) };
}

function isSwitch(keywords: Readonly<Record<string, string>>): boolean {
  return (
    /store_(?:true|false|const)|count|help|version/.test(keywords.action ?? '') || keywords.is_flag === 'True'
  );
}

function keywordsOf(call: Call): Record<string, string> {
  const pairs = call.args.map((arg) => /^(\w+)\s*=\s*([\s\S]*)$/.exec(arg)).filter((match) => match !== null);
  return Object.fromEntries(pairs.map((match) => [match[1] ?? '', match[2] ?? '']));
}

function goFlags(source: UnitSource): ParsedOption[] {
  return findCalls(source, /\bflag\.(?:String|Int|Int64|Uint|Float64|Duration|Bool)(?:Var)?/).flatMap(
    (call) => {
      const args = call.name.endsWith('Var') ? call.args.slice(1) : call.args;
      const name = literalsOf(args[0] ?? '')[0];
      if (name === undefined) return [];
      const help = literalsOf(args[2] ?? '').join(' ');
      const byName = meaningOf(name);
      return [
        {
          flag: `-${name}`,
          meaning: byName === 'unknown' ? meaningOf(help) : byName,
          wantsNumber: /Int|Uint|Float/.test(call.name),
          isRequired: /^(?:""|0)$/.test(args[1] ?? '') && !call.name.includes('Bool'),
          isSwitch: call.name.includes('Bool'),
          ...(call.name.includes('String') &&
            among(comparedTo(source, variableOf(call)), literalsOf(args[1] ?? '')[0])),
        },
      ];
    },
  );
}

/** `kind := flag.String(…)`, `flag.StringVar(&kind, …)` */
function variableOf(call: Call): string | undefined {
  if (call.name.endsWith('Var')) return /^&\s*([\w.]+)$/.exec(call.args[0] ?? '')?.[1];
  return /([\w.]+)\s*:?=\s*$/.exec(call.before)?.[1];
}

/** The texts that a variable is compared with, one after the other or in a `switch`; none where it is one text. */
function comparedTo(source: UnitSource, variable: string | undefined): string[] {
  if (variable === undefined) return [];
  const name = `\\*?\\b${variable.replaceAll('.', '\\.')}\\b`;
  const switched = new RegExp(`\\bswitch\\s+${name}\\s*\\{([\\s\\S]{0,2000})`).exec(source.code)?.[1] ?? '';
  const cases = [...switched.matchAll(/\bcase\s+((?:"[^"\n]*"\s*,?\s*)+):/g)].flatMap(([, list = '']) =>
    literalsOf(list),
  );
  const equals = [...source.code.matchAll(new RegExp(`${name}\\s*==\\s*"([^"\\n]+)"`, 'g'))];
  const found = [...new Set([...cases, ...equals.map((match) => match[1] ?? '')])];
  return found.length > 1 ? found : [];
}

function commanderOptions(source: UnitSource): ParsedOption[] {
  return findCalls(source, /\.(?:option|requiredOption|argument)/).flatMap((call) => {
    const form = literalsOf(call.args[0] ?? '')[0] ?? '';
    const flag = /--[\w-]+/.exec(form)?.[0] ?? /-\w/.exec(form)?.[0] ?? '';
    if (form === '' || (flag === '' && call.name !== '.argument')) return [];
    return [
      {
        flag,
        meaning: meaningOf(form.replace(/[-<>[\],]/g, ' ')),
        wantsNumber: /Number|parseInt/.test(call.args.join(' ')),
        isRequired: call.name === '.requiredOption' || (call.name === '.argument' && form.startsWith('<')),
        isSwitch: flag !== '' && !/[<[]/.test(form),
      },
    ];
  });
}
