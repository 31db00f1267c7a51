import type { Command } from 'commander';
import { EnvironmentError } from '../../harness/runtime/errors.ts';
import { findProgram } from '../launcher/find-program.ts';
import { programs } from '../launcher/programs.ts';
import { becomeProgram } from '../launcher/run-in-terminal.ts';

const width = Math.max(...programs.map(({ name }) => name.length));

const programsAndExamples = `
Programs:
${programs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

In the menu: arrow keys or numbers and Enter choose; q, Ctrl-D or Ctrl-C quit. While a program runs, Ctrl-C ends
that program and the menu comes back. Among the questions, Esc and Ctrl-C go back to the menu.

Examples:
  grade run                                    choose from the menu
  grade run proxy                              with its defaults
  grade run proxy -- --port 8080               options of the program come after --
  grade run udp-pinger server -- --loss 0.4
  grade run icmp-ping -- --help                the help of the program

Exit status: that of the program; 0 when the menu was quit, 2 for a wrong name, or when there is no terminal to ask on.`;

/** `grade run [PROGRAM]`: the finished programs of the labs, by name or from a menu. */
export function addRunCommand(program: Command, done: (status: number) => void): void {
  program
    .command('run')
    .description('run one of the finished programs; without a name, choose from a menu')
    .usage('[program] [-- options of the program]')
    .argument('[program...]', 'its name, see below; then its own options')
    // `grade run proxy --port 8080`: what is not ours is the program's.
    .allowUnknownOption()
    .addHelpText('after', programsAndExamples)
    .action(async (words: readonly string[]) => {
      if (words.length > 0) {
        const { program, args } = findProgram(words);
        becomeProgram(program, args);
      }
      done(await menu());
    });
}

async function menu(): Promise<number> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new EnvironmentError(
      'no-terminal',
      'There is no terminal to ask on; name the program to run, as in: grade run proxy -- --port 8888',
    );
  }
  // Loaded here, as every other command does without the library behind it.
  const { openMenu } = await import('../launcher/menu.ts');
  return openMenu();
}
