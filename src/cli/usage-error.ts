import type { Command } from 'commander';

/** Has this command, and those below it, speak of wrong usage as all of `grade` speaks, and say where to look. */
export function explainUsageErrors(command: Command): void {
  const outputError = (text: string, write: (text: string) => void) => write(usageError(text, command));
  command.configureOutput({ outputError });
  for (const each of command.commands) explainUsageErrors(each);
}

/** `error: unknown option '--onyl'\n(Did you mean --only?)\n` as one sentence, with the next step. */
export function usageError(text: string, command: Pick<Command, 'name' | 'parent'>): string {
  const [, what = text, nearest] =
    /^(?:error: )?(.*?)\.?\n?(?:\(Did you mean (.*)\?\)\s*)?$/s.exec(text) ?? [];
  const guess = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  const name = command.parent === null ? command.name() : `${command.parent.name()} ${command.name()}`;
  return `grade: ${what.trim()}.${guess} See \`${name} --help\`.\n`;
}
