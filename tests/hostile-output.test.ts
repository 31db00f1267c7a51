import { expect, test } from 'vitest';
import { crashOf, findStackTrace, lastRun, type ProgramRecord } from '../harness/index.ts';
import { numberingOf } from '../labs/udp-pinger/checks/message-content.ts';

/** A program may print what it likes: what the checks look for in it must not take longer than the printing. */
const words = [
  '\n',
  ' ',
  '\t',
  '\n ',
  '\n  at ',
  ' at a:',
  "thread '",
  'goroutine 1 [',
  '1',
  '1.',
  '1:',
  'a1 ',
];
const mostMs = 1000;

function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

test.each(words)('one MiB of %j is looked through for a crash at once', (word) => {
  const text = word.repeat(Math.ceil((1 << 20) / word.length));
  const program = {
    exit: { code: 1, atMs: 0, isOurDoing: false },
    output: [{ stream: 'stderr', bytes: Buffer.from(text), atMs: 0 }],
  } as unknown as ProgramRecord;
  expect(processorMs(() => crashOf(program))).toBeLessThan(mostMs);
  expect(processorMs(() => findStackTrace(text))).toBeLessThan(mostMs);
  const observation = {
    scenario: 'x',
    durationMs: 1,
    facts: {},
    programs: [program],
    transcript: [],
    packets: [],
  };
  expect(processorMs(() => lastRun(observation))).toBeLessThan(mostMs);
});

test.each(words)(
  'ten of the largest datagrams, full of %j, are looked through for a number at once',
  (word) => {
    const bytes = Buffer.from(word.repeat(Math.ceil(65_507 / word.length)).slice(0, 65_507));
    expect(processorMs(() => numberingOf(new Array(10).fill(bytes)))).toBeLessThan(mostMs);
  },
);
