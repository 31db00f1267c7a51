import { parseArgs } from 'node:util';

/** The command line cannot be understood. Its message says why, for the user. */
export class UsageError extends Error {}

export interface FlagDescription {
  /** Placeholder of its value in the help text; absent for a flag without a value. */
  readonly value?: string;
  readonly help: string;
}

export interface CommandLine {
  readonly name: string;
  readonly summary: string;
  /** As in `[HOST] [PORT]`; each may be given as the flag of that name instead. */
  readonly positionals: readonly string[];
  readonly flags: Readonly<Record<string, FlagDescription>>;
  /** What the exit status means, a line each. */
  readonly exitStatus: readonly string[];
}

/** The values given, by flag name. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Reads `process.argv`. Prints the help text and ends the process for `--help`, and the reason with status 2 for a
 * command line that cannot be understood.
 */
export function readCommandLine<Options>(line: CommandLine, interpret: (given: Given) => Options): Options {
  try {
    const given = parseCommandLine(line, process.argv.slice(2));
    if (given.help === true) {
      console.log(helpText(line));
      process.exit(0);
    }
    return interpret(given);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${line.name}: ${error.message}\nTry --help.`);
    process.exit(2);
  }
}

/** The flags and positionals of `args`, by name. @throws UsageError for unknown or missing ones */
export function parseCommandLine(line: CommandLine, args: readonly string[]): Given {
  const options = Object.fromEntries(
    Object.entries({ ...line.flags, help: { help: '' } }).map(([name, flag]) => [
      name,
      { type: 'value' in flag ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // What Node adds about arguments that begin with a dash is of no use here.
    throw new UsageError(
      error instanceof Error ? error.message.replace(/\. To specify.*/s, '') : String(error),
    );
  }
  const surplus = parsed.positionals[line.positionals.length];
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one argument too many`);
  const positional = parsed.positionals.map((value, index) => [
    line.positionals[index]?.toLowerCase(),
    value,
  ]);
  return { ...Object.fromEntries(positional), ...parsed.values } as Given;
}

function helpText({ name, summary, positionals, flags, exitStatus }: CommandLine): string {
  const rows = Object.entries(flags).map(([flag, { value, help }]) => {
    const left = value ? `--${flag} ${value}` : `--${flag}`;
    return `  ${left.padEnd(18)} ${help}`;
  });
  return [
    `Usage: node ${name} [options] ${positionals.map((each) => `[${each}]`).join(' ')}`,
    '',
    summary,
    '',
    ...rows,
    `  ${'--help'.padEnd(18)} show this text`,
    '',
    'Exit status:',
    ...exitStatus.map((each) => `  ${each}`),
  ].join('\n');
}

/** A whole number between `least` and `most`, or `fallback` when none was given. */
export function wholeNumber(
  given: Given,
  flag: string,
  fallback: number,
  least: number,
  most: number,
): number {
  return numberBetween(given, flag, fallback, least, most, Number.isInteger);
}

/** Any number between `least` and `most`, or `fallback` when none was given. */
export function numberBetween(
  given: Given,
  flag: string,
  fallback: number,
  least: number,
  most: number,
  isAllowed: (value: number) => boolean = Number.isFinite,
): number {
  const text = given[flag];
  if (text === undefined) return fallback;
  const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
  if (isAllowed(value) && value >= least && value <= most) return value;
  const kind = isAllowed === Number.isInteger ? 'a whole number' : 'a number';
  throw new UsageError(`${flag} must be ${kind} from ${least} to ${most}, not "${text}"`);
}

export function textOf(given: Given, flag: string, fallback: string): string {
  const text = given[flag];
  return typeof text === 'string' && text !== '' ? text : fallback;
}
