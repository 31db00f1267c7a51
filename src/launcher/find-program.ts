import { closest, distance } from 'fastest-levenshtein';
import { GradeError } from '../../harness/runtime/errors.ts';
import type { LaunchableProgram } from './launchable-program.ts';
import { programs } from './programs.ts';

/** A program, and the words behind its name. */
export interface ProgramCall {
  readonly program: LaunchableProgram;
  readonly args: readonly string[];
}

/**
 * The program that the words begin with: `udp-pinger client --count 3`.
 * @throws GradeError with the nearest right name, and all names
 */
export function findProgram(words: readonly string[]): ProgramCall {
  const program = programs.find(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  if (program !== undefined) return { program, args: words.slice(program.name.split(' ').length) };
  const given = words.slice(0, isOption(words[1]) ? 1 : 2);
  const parts = programs.filter(({ lab }) => lab === words[0]);
  throw parts.length > 0 ? unknownPart(parts, given) : unknownProgram(given);
}

function isOption(word: string | undefined): boolean {
  return word?.startsWith('-') === true;
}

function unknownPart(parts: readonly LaunchableProgram[], [lab = '', part]: readonly string[]): GradeError {
  const names = parts.map((each) => each.part);
  const example = `grade run ${lab} ${part === undefined ? names[0] : closest(part, names)}`;
  const fault = part === undefined ? `Say which program of ${lab} to run` : `${lab} has no program ${part}`;
  return new GradeError('unknown-program', `${fault}; there are: ${names.join(', ')}. Try: ${example}`);
}

function unknownProgram(given: readonly string[]): GradeError {
  const near = nearestName(given.join(' ')) ?? nearestName(given[0] ?? '');
  const names = programs.map(({ name }) => name).join(', ');
  const guess = near === undefined ? `there are: ${names}.` : `did you mean ${near}? There are: ${names}.`;
  return new GradeError('unknown-program', `There is no program ${given[0]}; ${guess}`);
}

/** People write `proxi`, but also `web` or `heartbeat-server`. */
function nearestName(word: string): string | undefined {
  const holding = programs.find(({ name }) => word.length > 2 && name.includes(word));
  if (holding !== undefined) return holding.name;
  const keys = programs.flatMap(({ name }) => [name, ...name.split(' ')].map((key) => ({ key, name })));
  const nearest = closest(
    word,
    keys.map(({ key }) => key),
  );
  if (distance(word, nearest) > Math.max(2, word.length / 3)) return undefined;
  return keys.find(({ key }) => key === nearest)?.name;
}
