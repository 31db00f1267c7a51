import { constants } from 'node:os';
import { styleText } from 'node:util';
import { select } from '@inquirer/prompts';
import { askAll, askOnTerminal } from './ask.ts';
import { dropTypedAhead } from './drop-typed-ahead.ts';
import { holdSignals } from './held-signals.ts';
import type { LaunchableProgram } from './launchable-program.ts';
import { programs } from './programs.ts';
import { type Answers, argumentsFor } from './question.ts';
import { type Ending, runInTerminal } from './run-in-terminal.ts';
import { shownCommand } from './shown-command.ts';

type Choice = LaunchableProgram | 'quit';

/**
 * Lets the user choose a program, asks what it needs, runs it, and begins again, until the user quits.
 * @returns the exit status: 0, or 128 and the number of the signal that ended it
 */
export async function openMenu(): Promise<number> {
  using signals = holdSignals();
  const { ended } = signals;
  const answered = new Map<LaunchableProgram, Answers>();
  for (let choice = await choose(undefined, ended); choice !== 'quit'; choice = await choose(choice, ended)) {
    const answers = await askAll(choice.questions, answered.get(choice) ?? {}, ended);
    if (answers === undefined) continue;
    answered.set(choice, answers);
    await run(choice, answers, ended);
  }
  return ended.aborted ? 128 + constants.signals[ended.reason as NodeJS.Signals] : 0;
}

/** @param last chosen before; Enter chooses it again */
async function choose(last: LaunchableProgram | undefined, ended: AbortSignal): Promise<Choice> {
  const choices = [
    ...programs.map((program) => ({ value: program, name: program.title, description: program.summary })),
    { value: 'quit' as const, name: 'Quit' },
  ];
  const theme = { indexMode: 'number' as const, style: { keysHelpTip: describeKeys } };
  const settings = { message: 'Which program?', choices, pageSize: choices.length, loop: false, theme };
  const choice = await askOnTerminal<Choice>(
    (context) => select<Choice>({ ...settings, ...(last && { default: last }) }, context),
    ({ name, ctrl }) => name === 'q' && !ctrl,
    ended,
  );
  return choice ?? 'quit';
}

function describeKeys(keys: readonly [string, string][]): string {
  return [...keys, [`1-${programs.length + 1}`, 'go to'], ['q', 'quit']]
    .map(([key, action]) => `${styleText('bold', key ?? '')} ${styleText('dim', action ?? '')}`)
    .join(styleText('dim', ' • '));
}

async function run(program: LaunchableProgram, answers: Answers, ended: AbortSignal): Promise<void> {
  console.log(styleText('dim', `\n$ ${shownCommand(program, answers)}    (Ctrl-C ends it)`));
  const ending = await runInTerminal(program, argumentsFor(program.questions, answers), ended);
  dropTypedAhead();
  console.log(styleText('dim', `${program.title}: ${describeEnding(ending)}.\n`));
}

function describeEnding({ status, signal }: Ending): string {
  return signal === null ? `ended with status ${status}` : `ended by ${signal}`;
}
