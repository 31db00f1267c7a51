import type { LaunchableProgram } from './launchable-program.ts';
import { type Answers, argumentsFor } from './question.ts';

/** The line that starts the same without questions, as one types it in a shell. */
export function shownCommand({ name, questions }: LaunchableProgram, answers: Answers): string {
  const words = argumentsFor(questions, answers).map(quote);
  return ['grade run', name, '--', ...words].join(' ');
}

function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
