import { describe, expect, test } from 'vitest';
import type { OriginEntry } from '../../../harness/index.ts';
import { whyAnotherPage } from './why-another-page.ts';
import { whyNothingCame } from './why-nothing-came.ts';

const entry = (target: string): OriginEntry => ({
  ...{ atMs: 0, conversation: 'origin-1', method: 'GET', target, version: '1.1' },
  ...{ headers: [], body: new Uint8Array(), head: new Uint8Array() },
});

describe('why nothing came', () => {
  const silence = { bytes: new Uint8Array(), ended: 'timeout', isRunning: true, origin: [] } as const;
  test.each([
    [{ isRunning: false }, /^The program had ended/],
    [{ isRunning: false, ended: 'error' }, /^The program had ended/],
    [{ ended: 'error' }, /^The connection was refused/],
    [{ ended: 'end' }, /^The connection was closed without an answer/],
    [{ ended: 'reset' }, /^The connection was closed without an answer/],
    [{ origin: [entry('/')] }, /^The origin was asked and nothing reached the browser/],
  ] as const)('%j, whether the origin is due or not', (more, expected) => {
    for (const isOriginDue of [true, false])
      expect(whyNothingCame({ ...silence, ...more }, { isOriginDue })).toMatch(expected);
  });

  test('silence is held against a proxy that asks nobody only where it should ask', () => {
    expect(whyNothingCame(silence)).toMatch(/^Nothing was asked of the origin/);
    expect(whyNothingCame(silence, { isOriginDue: false })).toBeUndefined();
  });

  test('a byte is an answer', () => {
    expect(whyNothingCame({ ...silence, bytes: Buffer.from('H'), isRunning: false })).toBeUndefined();
  });
});

describe('why another page came', () => {
  const host = 'www.abc.com';
  test.each([
    ['/find?q=1', [], /^Two URLs share one copy/],
    ['/find?q=1', ['/find'], /^The query is dropped: the origin was asked for \/find instead of \/find\?q=1/],
    ['/find?q=1', ['/find?q=2'], /^The origin was asked for \/find\?q=2 instead of \/find\?q=1/],
    ['/a_b.html', ['/a/b.html'], /^The origin was asked for \/a\/b\.html instead of \/a_b\.html/],
    ['/find?q=1', ['/find?q=1'], /^The origin was asked for the right page/],
    ['/find?q=1', ['http://www.abc.com/find?q=1'], /^The origin was asked for the right page/],
    ['/find?q=1', ['http://www.abc.com:80/find?q=1'], /^The origin was asked for the right page/],
  ] as const)('%s, of which the origin heard %j', (path, targets, expected) => {
    expect(whyAnotherPage({ asked: { host, path }, origin: targets.map(entry) })).toMatch(expected);
  });
});
