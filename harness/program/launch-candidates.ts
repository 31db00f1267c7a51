import type { Part } from '../engine/lab.ts';
import { argumentCounts } from './argument-counts.ts';
import { type ArgumentSlot, argumentSlots, arrayForms } from './argument-slots.ts';
import { weighClues } from './fit.ts';
import { type ParsedOption, parsedOptions } from './option-parsers.ts';
import type { Language, LaunchCandidate, Meaning } from './types.ts';
import type { Unit, UnitSource } from './unit.ts';
import { type UsageWord, usageWords } from './usage.ts';

const fallbacks = [[], ['{host}'], ['{port}'], ['{host}', '{port}'], ['{port}', '{host}']];

/**
 * The arguments to try, best first: what the source asks for, then the usual conventions. Only no arguments at all
 * where the source reads none.
 */
export function launchCandidates(unit: Unit, part: Part): LaunchCandidate[] {
  const options = unit.sources.flatMap((source) => parsedOptions(source, unit.language));
  const asked =
    options.length > 0
      ? fromOptions(
          options.map((option) => chosenFor(option, part)),
          unit,
        )
      : fromPositions(unit);
  if (asked === undefined) return [{ args: [], why: 'the source reads no arguments' }];
  // Go's `net.Dial` takes both in one.
  const joined = unit.language === 'go' ? [['{host}:{port}'], ['{host}:{port}', '{count}']] : [];
  const general = [...fallbacks, ...joined].map((args) => ({
    args,
    why: 'a usual convention',
    isConvention: true,
  }));
  return unrepeated([...asked, ...general]).map((candidate) =>
    unit.language === 'java' ? { ...candidate, args: candidate.args.map(inMilliseconds) } : candidate,
  );
}

/** Java counts time-outs and pauses in milliseconds. */
function inMilliseconds(word: string): string {
  return word.replace(/\{(?:timeout|interval)\}/, '1000');
}

function unrepeated(candidates: readonly LaunchCandidate[]): LaunchCandidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ args }) => {
    const key = args.join('\0');
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

interface ChosenOption extends ParsedOption {
  /** Of its choices the one that plays the part. */
  readonly choice?: string;
}

/** An option with choices is to be given where another choice than its default is what the part is called. */
function chosenFor(option: ParsedOption, part: Part): ChosenOption {
  const { choices = [], default: standard } = option;
  const isTold = (choice: string, role: Part['role']) => choice.toLowerCase().includes(role);
  const other = part.role === 'client' ? 'server' : 'client';
  const worth = (choice: string) =>
    weighClues(part, 'name', choice) +
    (isTold(choice, part.role) ? 10 : 0) -
    (isTold(choice, other) ? 10 : 0);
  const [best] = choices.toSorted((a, b) => worth(b) - worth(a));
  if (best === undefined) return option;
  const isRequired = option.isRequired || (standard !== undefined && worth(best) > worth(standard));
  return { ...option, isRequired, choice: best };
}

function fromOptions(options: readonly ChosenOption[], unit: Unit): LaunchCandidate[] {
  const argsOf = (option: ChosenOption) => wordsFor(option, holdsPort(option, unit));
  const useful = options.filter((option) => !option.isSwitch);
  const known = useful.filter((option) => option.isRequired || option.meaning !== 'unknown');
  const isMail = useful.some(({ meaning }) => isOfMail(meaning));
  const wanted = useful.filter(
    ({ isRequired, meaning, flag }) => isRequired || (isMail && flag !== '' && isTold(meaning)),
  );
  const why = isMail ? 'the options of its parser that say what to send' : 'what its option parser requires';
  return [
    { args: wanted.flatMap(argsOf), why },
    {
      args: known.filter((option) => option.flag !== '' || option.isRequired).flatMap(argsOf),
      why: 'every option that its parser knows',
    },
  ];
}

/** A mail is for its user to write, whatever the source has in its place. */
function isOfMail(meaning: Meaning): boolean {
  return /^(?:sender|recipient|subject|body)$/.test(meaning);
}

function isTold(meaning: Meaning): boolean {
  return isOfMail(meaning) || /^(?:host|port|user|password|file)$/.test(meaning);
}

/** Whether a host is to be written with its port: the source takes `server` apart at a colon. */
function holdsPort({ flag, meaning }: ParsedOption, { sources }: Unit): boolean {
  const name = flag.replace(/^-+|=$/g, '').replaceAll('-', '_');
  if (meaning !== 'host' || name === '') return false;
  const split = new RegExp(`\\b${name}["']?\\]?\\s*\\.\\s*r?(?:split|partition)\\s*\\(\\s*["']:["']`);
  return sources.some(({ code }) => split.test(code));
}

function wordsFor(option: ChosenOption, isWithPort: boolean): string[] {
  const value = isWithPort
    ? '{host}:{port}'
    : (option.choice ?? placeholder(option.meaning, option.wantsNumber, []));
  if (option.flag.endsWith('=')) return [`${option.flag}${value}`];
  return option.flag === '' ? [value] : [option.flag, value];
}

function fromPositions(unit: Unit): LaunchCandidate[] | undefined {
  const reading = unit.sources.filter((source) => readsArguments(source, unit.language));
  if (reading.length === 0) return undefined;
  const slots = reading.flatMap((source) => argumentSlots(source, unit.language));
  const counts = reading.map((source) => argumentCounts(source, unit.language));
  const usage = reading.map(usageWords).find((words) => words.length > 0) ?? [];
  const optional = Math.max(0, ...counts.map((count) => count.optional));
  const required = Math.max(
    0,
    ...counts.map((count) => count.required),
    ...slots.filter((slot) => !slot.isOptional && slot.position >= optional).map((slot) => slot.position + 1),
  );
  const most = Math.max(required, optional, ...slots.map((slot) => slot.position + 1));
  if (most === 0 && usage.length === 0) return undefined;
  const why =
    usage.length > 0
      ? `its usage text: ${usage.map((word) => word.word).join(' ')}`
      : 'the arguments that its source reads';
  const all = fill(slots, usage, most);
  if (most === 0)
    return [
      { args: [], why: 'the source reads no arguments' },
      { args: fill(slots, usage, usage.length), why },
    ];
  return [
    {
      args: all.slice(0, required),
      why: required === 0 ? 'every argument has a default in the source' : why,
    },
    { args: all, why },
  ];
}

function readsArguments(source: UnitSource, language: Language): boolean {
  const isIndexed = arrayForms(source, language).some(({ name }) =>
    new RegExp(`(?<![\\w.])${name}\\s*\\[\\s*\\d`).test(source.bare),
  );
  return (
    isIndexed ||
    /\bargv\b|\bargc\b|\bos\.Args\b|\bflag\.Arg|\bargs\s*(?:\[|\.length)|\bgetopt\b/.test(source.bare)
  );
}

function fill(slots: readonly ArgumentSlot[], usage: readonly UsageWord[], count: number): string[] {
  const filled: string[] = [];
  for (let position = 0; position < count; position += 1) {
    const slot =
      slots.find((each) => each.position === position && each.meaning !== 'unknown') ??
      slots.find((each) => each.position === position);
    const word = usage.length >= count ? usage[position] : undefined;
    const meaning =
      slot === undefined || slot.meaning === 'unknown' ? (word?.meaning ?? 'unknown') : slot.meaning;
    filled.push(placeholder(meaning, slot?.wantsNumber ?? false, filled));
  }
  return filled;
}

/** What to write where nothing is known: a port for a number, else the host, then the port. */
function placeholder(meaning: Meaning, wantsNumber: boolean, before: readonly string[]): string {
  if (meaning !== 'unknown' && meaning !== 'continue') return `{${meaning}}`;
  if (wantsNumber) return before.includes('{port}') ? '{count}' : '{port}';
  return before.includes('{host}') ? '{port}' : '{host}';
}
