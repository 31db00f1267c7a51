import { expect, test } from 'vitest';
import { argumentsFor, type Question } from './question.ts';
import { shownCommand } from './shown-command.ts';

const question = (name: string, more: Partial<Question> = {}): Question => ({
  name,
  message: `${name}:`,
  rule: () => undefined,
  ...more,
});

test('answers become options, positional ones words behind them', () => {
  const questions = [question('hosts', { isPositional: true }), question('count')];
  expect(argumentsFor(questions, { hosts: 'a.example  b.example', count: '3' })).toEqual([
    '--count',
    '3',
    'a.example',
    'b.example',
  ]);
});

test('what is empty or was not asked is left out', () => {
  expect(argumentsFor([question('user'), question('port')], { user: '' })).toEqual([]);
});

test('a value that begins with a hyphen is not taken for an option', () => {
  expect(argumentsFor([question('subject')], { subject: '--help' })).toEqual(['--subject=--help']);
});

test('the shown command can be pasted into a shell', () => {
  const program = {
    lab: 'mail-client',
    part: 'client',
    name: 'mail-client',
    title: 'Mail',
    summary: '',
    file: '',
    questions: [question('subject'), question('port')],
  };
  expect(shownCommand(program, { subject: "It's $HOME", port: '465' })).toBe(
    `grade run mail-client -- --subject 'It'\\''s $HOME' --port 465`,
  );
});
