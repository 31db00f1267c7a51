import { describe, expect, test } from 'vitest';
import type { Exchange } from '../scenarios/exchange.ts';
import {
  whyNoCrlf,
  whyNoneAfter,
  whyNothingBeside,
  whyOddStatusLine,
  whyWrongType,
} from './likely-causes.ts';

test.each([
  [1, /^The first request is also the last one\. .*endless loop/],
  [2, /^Request 2, for \/a\.html, ended the program: an error that nobody caught\./],
])('after request %i', (number, expected) => {
  expect(whyNoneAfter(number, '/a.html')).toMatch(expected);
});

test.each([
  ['leading-blank-line', /^A line break stands before the status line/],
  ['malformed-status-line', /^The status line is not quite of its form/],
] as const)('%s', (kind, expected) => {
  expect(whyOddStatusLine(kind)).toMatch(expected);
});

test.each([
  ['lf-only', /end with "\\n" alone/],
  ['bare-cr', /^A "\\r" stands in the header without its "\\n"/],
] as const)('%s in the header', (kind, expected) => {
  expect(whyNoCrlf(kind)).toMatch(expected);
});

describe('a wrong Content-Type', () => {
  test.each([
    ['text/html', ['text/html', 'text/html'], /^One type is sent for every file/],
    ['text/plain', ['text/plain', 'text/plain'], /^Files whose names end in \.css/],
    [undefined, [undefined, undefined], /^The header does not say what a file \.css is/],
    [undefined, ['text/plain', 'image/png'], /^The header does not say what a file \.css is/],
    ['text/plain', ['text/plain', 'image/png'], /^Files whose names end in \.css are taken for another kind/],
    ['text/html', ['text/plain', undefined], /^Files whose names end in \.css/],
  ] as const)('%s beside %j', (type, others, expected) => {
    expect(whyWrongType('/a.b/style.css', type, [type, ...others])).toMatch(expected);
  });
});

describe('nothing beside another client', () => {
  const exchange: Exchange = {
    ...{ method: 'GET', target: '/', port: 80, conversation: '', bytes: new Uint8Array() },
    ...{ durationMs: 1, askedAtEpochMs: 0, ended: 'timeout' },
  };
  test.each([
    [{}, /^One client holds up all others/],
    [{ ended: 'error', connectError: 'timeout' }, /^One client holds up all others/],
    [{ ended: 'error', connectError: 'ECONNREFUSED' }, /^Nobody listens any more/],
    [{ ended: 'end' }, /^The connection was closed without an answer/],
    [{ ended: 'reset' }, /^The connection was closed without an answer/],
  ] as const)('%j', (more, expected) => {
    expect(whyNothingBeside({ ...exchange, ...more })).toMatch(expected);
  });
});
