import { describe, expect, test } from 'vitest';
import { crashOf, type EndedProgram } from './crash-of.ts';
import { findStackTrace } from './stack-trace.ts';

describe('findStackTrace', () => {
  test.each([
    ['Traceback (most recent call last):\n  File "x"', /^Traceback/],
    ['Error: x\n    at main (file:///a/b.ts:3:4) {\n', /^at main/],
    ['Exception in thread "main" java.lang.Error\n\tat A.main(A.java:3)', /^Exception/],
    ['panic: runtime error', /^panic/],
    ['fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\n', /^goroutine 1/],
    ["\nthread 'main' panicked at src/main.rs:3:5:\n", /^thread 'main'/],
    ["\nthread 'main' (4711) panicked at src/main.rs:3:5:\n", /^thread 'main'/],
    ['terminate called without an active exception\n', /^terminate called/],
    ['Segmentation fault (core dumped)\n', /^Segmentation fault/],
  ])('%j', (text, line) => expect(findStackTrace(text)).toMatch(line));

  test.each([
    'ping: unknown host x\nlook at the name',
    'fatal error: run it as root\n',
    'meet at noon: 12:30\n',
  ])('none in a message: %j', (text) => expect(findStackTrace(text)).toBeUndefined());
});

describe('crashOf', () => {
  const ended = (stderr: string, exit: Partial<EndedProgram['exit']> = {}): EndedProgram => ({
    output: [{ stream: 'stderr', bytes: Buffer.from(stderr) }],
    exit: { code: 1, isOurDoing: false, ...exit },
  });

  test.each([
    [
      'Traceback (most recent call last):\n  File "a.py"\nZeroDivisionError: division by zero\n',
      'ZeroDivisionError: division by zero',
    ],
    [
      'Exception in thread "main" java.lang.ArithmeticException: / by zero\n\tat A.main(A.java:3)\n',
      'Exception in thread "main" java.lang.ArithmeticException: / by zero',
    ],
    [
      'panic: runtime error: integer divide by zero\n\ngoroutine 1',
      'panic: runtime error: integer divide by zero',
    ],
    ['file.js:3\n\nTypeError: x\n    at Object.<anonymous> (/a/file.js:3:9)\n', 'TypeError: x'],
  ])('%j', (stderr, crash) => expect(crashOf(ended(stderr))).toBe(crash));

  test('a status without a stack trace is none', () => expect(crashOf(ended('no answer\n'))).toBeUndefined());

  test('what we ended did not crash', () => {
    const trace = 'Traceback (most recent call last):\nKeyboardInterrupt';
    expect(crashOf(ended(trace, { isOurDoing: true }))).toBeUndefined();
  });

  test('a signal is one', () => expect(crashOf(ended('', { signal: 'SIGSEGV' }))).toBe('ended by SIGSEGV'));
});
