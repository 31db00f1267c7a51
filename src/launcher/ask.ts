import type { Key } from 'node:readline';
import { input, select } from '@inquirer/prompts';
import type { Answers, Question } from './question.ts';

/** What every prompt of the library takes besides its own settings. */
interface PromptContext {
  readonly signal: AbortSignal;
}

/**
 * Shows a prompt until it is answered or left.
 * @param isLeaving keys that leave it, besides Ctrl-C and Ctrl-D
 * @returns undefined when it was left, or when `signal` ended it
 */
export async function askOnTerminal<T>(
  prompt: (context: PromptContext) => Promise<T>,
  isLeaving: (key: Key) => boolean,
  signal: AbortSignal,
): Promise<T | undefined> {
  const left = new AbortController();
  const leave = () => left.abort();
  // The library knows Ctrl-C, and would wait for ever after Ctrl-D.
  const onKey = (_text: string | undefined, key: Key) => {
    if (isLeaving(key) || (key.ctrl && key.name === 'd')) leave();
  };
  const asked = prompt({ signal: AbortSignal.any([signal, left.signal]) });
  // What was typed before the prompt was there is thrown away by the library at the same moment.
  const listening = setImmediate(() => process.stdin.on('keypress', onKey));
  process.on('SIGINT', leave);
  try {
    return await asked;
  } catch (error) {
    if (isLeft(error)) return undefined;
    throw error;
  } finally {
    clearImmediate(listening);
    process.stdin.off('keypress', onKey);
    process.off('SIGINT', leave);
    // The library does it too, but not after Ctrl-Z and `fg`; what is typed next belongs to the program.
    process.stdin.pause();
  }
}

function isLeft(error: unknown): boolean {
  return error instanceof Error && ['AbortPromptError', 'ExitPromptError'].includes(error.name);
}

/**
 * Asks one question after the other.
 * @param earlier answers of the last time, offered again
 * @returns undefined when the user left
 */
export async function askAll(
  questions: readonly Question[],
  earlier: Answers,
  signal: AbortSignal,
): Promise<Answers | undefined> {
  let answers: Answers = {};
  for (const question of questions) {
    if (question.isNeeded?.(answers) === false) continue;
    const offered = earlier[question.name] ?? defaultOf(question, answers);
    const answer = await askOnTerminal(
      (context) => promptFor(question, offered, context),
      ({ name }) => name === 'escape',
      signal,
    );
    if (answer === undefined) return undefined;
    answers = { ...answers, [question.name]: answer.trim() };
  }
  return answers;
}

function defaultOf(question: Question, answers: Answers): string {
  return (typeof question.default === 'function' ? question.default(answers) : question.default) ?? '';
}

function promptFor(
  { message, choices, rule }: Question,
  offered: string,
  context: PromptContext,
): Promise<string> {
  if (choices !== undefined) return select({ message, choices, default: offered, loop: false }, context);
  const validate = async (answer: string) => (await rule(answer.trim())) ?? true;
  return input({ message, default: offered, validate }, context);
}
