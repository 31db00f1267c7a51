import { Command } from 'commander';
import { expect, it } from 'vitest';
import { explainUsageErrors } from './usage-error.ts';

/** What commander says of these words, as a user of `grade` reads it. */
async function complaintAbout(...words: string[]): Promise<string> {
  let said = '';
  const program = new Command('grade').exitOverride().configureOutput({
    writeErr: (text) => {
      said += text;
    },
  });
  program
    .command('lab')
    .argument('<id>')
    .option('--only <check>')
    .action(() => {});
  explainUsageErrors(program);
  await program.parseAsync(words, { from: 'user' }).catch(() => {});
  return said;
}

it.each([
  [['lab'], "grade: missing required argument 'id'. See `grade lab --help`.\n"],
  [
    ['lab', 'x', '--onyl', 'y'],
    "grade: unknown option '--onyl'. Did you mean --only? See `grade lab --help`.\n",
  ],
  [['lab', 'x', '--zzz'], "grade: unknown option '--zzz'. See `grade lab --help`.\n"],
  [['lba'], "grade: unknown command 'lba'. Did you mean lab? See `grade --help`.\n"],
])('%j is answered in our words, with the next step', async (words, sentence) => {
  expect(await complaintAbout(...words)).toBe(sentence);
});
