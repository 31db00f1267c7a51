import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printedLines } from './printed-lines.ts';
import { readOutput } from './read-output.ts';
import { withoutTerminalSequences } from './terminal-text.ts';

const ESC = '\u001b';

test.each([
  ['a colour', `${ESC}[1;31m80${ESC}[0m ms`, '80 ms'],
  ['a colour in eight bits', '\u009b31m80 ms', '80 ms'],
  ['a title, ended by BEL', `${ESC}]0;100 points\u0007RTT 80`, 'RTT 80'],
  ['a title, ended by ST', `${ESC}]2;100 %${ESC}\\RTT 80`, 'RTT 80'],
  ['a title in eight bits', '\u009d0;100\u009cRTT 80', 'RTT 80'],
  ['a title that never ends', `${ESC}]0;100 points\nRTT 80`, '\nRTT 80'],
  ['a link', `${ESC}]8;;http://1.2.3.4/5\u0007ping 6${ESC}]8;;\u0007`, 'ping 6'],
  ['device control', `${ESC}P1$r99m${ESC}\\7`, '7'],
  ['an application command', `${ESC}_42${ESC}\\7`, '7'],
  ['a hidden cursor', `${ESC}[?25l7${ESC}[?25h`, '7'],
  ['a choice of characters', `${ESC}(B7`, '7'],
  ['an erased line', `${ESC}[2K80 ms`, '80 ms'],
  ['a cleared screen', `80 ms${ESC}[2J${ESC}[HPing`, '80 ms\n\nPing'],
  ['columns', `1${ESC}[10G80${ESC}[3Cms`, '1 80 ms'],
  ['an escape at the end', `80${ESC}`, '80'],
  ['a control at the end', `80${ESC}[3`, '80'],
])('%s is not text', (_, printed, shown) => expect(withoutTerminalSequences(printed)).toBe(shown));

const SEQUENCES = [
  `${ESC}]0;77 ms\u0007`,
  `${ESC}]0;77 ms${ESC}\\`,
  `${ESC}[31m`,
  `${ESC}[38;5;77m`,
  `${ESC}P77${ESC}\\`,
  `${ESC}[?25l`,
  '\u009b0m',
];

test('numbers are the same with sequences anywhere among their characters as without', () => {
  const line = 'Ping 3: 12:00:00 RTT = 80.125 ms, 20 % lost\n';
  const inserted = fc.array(fc.tuple(fc.nat({ max: line.length }), fc.constantFrom(...SEQUENCES)), {
    maxLength: 12,
  });
  const plain = readOutput(line);
  fc.assert(
    fc.property(inserted, (places) => {
      const pieces = [...line].map(
        (character, at) =>
          places
            .filter(([place]) => place === at)
            .map(([, sequence]) => sequence)
            .join('') + character,
      );
      expect(readOutput(pieces.join(''))).toEqual(plain);
    }),
    { numRuns: 200 },
  );
});

test('no text is broken by it, and no escape is left in it', () => {
  const text = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(...SEQUENCES, ESC, `${ESC}[`, `${ESC}]`),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(text, (parts) => {
      expect(withoutTerminalSequences(parts.join(''))).not.toContain(ESC);
    }),
    { numRuns: 500 },
  );
});

describe('when each figure was printed', () => {
  const chunk = (atMs: number, text: string | Uint8Array) => ({ atMs, bytes: Buffer.from(text) });
  const times = (...chunks: ReturnType<typeof chunk>[]) =>
    readOutput(chunks).figures.map(({ value, printedAtMs }) => [value, printedAtMs]);

  test('is when its line was there', () => {
    expect(times(chunk(1, '10\n20\n'), chunk(2, '30 '), chunk(3, 'ms'), chunk(4, '\n40'))).toEqual([
      [10, 1],
      [20, 1],
      [30, 3],
      [40, 4],
    ]);
  });

  test('and the same wherever the bytes are cut', () => {
    const bytes = Buffer.from(`Ping 1: 80,5 µs\r\n${ESC}]0;9\u0007第2次 往返时间：７５毫秒\n`);
    const whole = readOutput(bytes.toString()).text;
    for (let cut = 0; cut <= bytes.length; cut++) {
      const lines = printedLines([chunk(1, bytes.subarray(0, cut)), chunk(2, bytes.subarray(cut))]);
      expect(lines.map(({ text }) => text).join('\n')).toBe(whole);
      const at = lines.map(({ atMs = 0 }) => atMs);
      expect(at).toEqual(at.toSorted((a, b) => a - b));
    }
  });

  test('is not known of plain text', () =>
    expect(readOutput('80 ms').figures[0]?.printedAtMs).toBeUndefined());
});
