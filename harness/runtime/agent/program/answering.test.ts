import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { PromptHint } from '../../../program/types.ts';
import { pythonPlan } from '../../testing/python-plan.ts';
import { Answering } from './answering.ts';
import { OutputLog } from './output-log.ts';

const hints = ['User: ', 'Password: '].map(
  (text): PromptHint => ({ text, meaning: 'unknown', isSecret: text.startsWith('P'), wantsNumber: false }),
);

/** A program that reads in an event loop, on a clock that stands still: `after` lets time pass, and tells how often it was answered by then. */
function programWith(prompts: readonly PromptHint[]) {
  let nowMs = 0;
  const output = new OutputLog();
  const plan = { ...pythonPlan('/'), prompts };
  const answering = new Answering(plan, { user: 'u', password: 'p' }, new PassThrough(), output, () => nowMs);
  return {
    print: (text: string) => output.add(nowMs, 'stdout', Buffer.from(text)),
    after: async (ms: number) => {
      nowMs += ms;
      await answering.attend([]);
      return answering.answers.length;
    },
  };
}

test('a question that stands in the source is answered after a moment of silence, another one after a longer one', async () => {
  const known = programWith(hints);
  known.print('User: ');
  expect([await known.after(30), await known.after(40)]).toEqual([0, 1]);
  const unknown = programWith([]);
  unknown.print('User: ');
  expect([await unknown.after(300), await unknown.after(150)]).toEqual([0, 1]);
});

test('a question is answered once, whatever blank lines follow it', async () => {
  const { print, after } = programWith(hints);
  print('Enter password: ');
  expect(await after(500)).toBe(1);
  print('\n');
  expect(await after(1000)).toBe(1);
  print('Enter password: ');
  expect(await after(500)).toBe(2);
});

test('words of the source within a sentence are no question', async () => {
  const { print, after } = programWith([{ ...hints[0], text: 'server' } as PromptHint]);
  print('Connecting to the mail server');
  expect(await after(1000)).toBe(0);
});

test('answers keep in step with a program however late its questions are read', async () => {
  const script = 'for each in Host User Password; do printf "%s: " $each; read answer; echo "$answer"; done';
  const child = spawn('/bin/sh', ['-c', script]);
  const output = new OutputLog();
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;
  child.stdout.on('data', (bytes: Buffer) => output.add(elapsedMs(), 'stdout', bytes));
  const inputs = { host: 'h', user: 'u', password: 'p' };
  const answering = new Answering(pythonPlan('/'), inputs, child.stdin, output, elapsedMs);
  const closed = once(child, 'close');
  const pid = child.pid ?? 0;
  while (child.exitCode === null && elapsedMs() < 10_000) {
    // Nothing is read while we are held up, as the program goes on to its next question.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
    await answering.attend([pid]);
    await setImmediate();
  }
  await closed;
  expect(answering.answers.map(({ answer }) => answer)).toEqual(['h', 'u', 'p']);
});

test('a standard input that is given beforehand has the inputs in their places', () => {
  const input = new PassThrough();
  const plan = { ...pythonPlan('/'), prompts: hints, stdin: 'yes\n{user}\n' };
  const answering = new Answering(plan, { user: 'u' }, input, new OutputLog(), () => 0);
  expect(input.read()?.toString()).toBe('yes\nu\n');
  expect(answering.isExpected).toBe(false);
});
