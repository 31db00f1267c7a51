import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMailDate } from './index.ts';

describe('parseMailDate', () => {
  it.each([
    ['Mon, 23 Nov 2026 00:12:56 +0000', Date.UTC(2026, 10, 23, 0, 12, 56)],
    ['23 Nov 2026 01:12 +0100 (CET)', Date.UTC(2026, 10, 23, 0, 12)],
    ['Sun,  1 Feb 2026 10:00:00 GMT', Date.UTC(2026, 1, 1, 10)],
    ['Thu, 31 Dec 2026 23:59:60 -0000', Date.UTC(2027, 0, 1)],
  ])('reads %j', (value, epochMs) => {
    expect(parseMailDate(value)).toEqual({ isValid: true, epochMs });
  });

  it.each([
    ['', /empty/],
    ['2026-11-23 00:12:56', /ISO/],
    ['Tue, 23 Nov 2026 00:12:56 +0000', /Mon/],
    ['31 Feb 2026 00:00:00 +0000', /no such day/],
    ['Mon, 23 Nov 2026 25:00:00 +0000', /time of day/],
    ['Mon, 23 Nov 2026 00:12:56', /zone/],
    ['Mon, 23 Nov 2026 00:12:56 CET', /zone/],
    ['Mon Nov 23 00:12:56 2026', /form/],
    ['Mo, 23 Okt 2026 00:12:56 +0000', /no month/],
  ])('refuses %j and says why', (value, problem) => {
    expect(parseMailDate(value)).toEqual({ isValid: false, problem: expect.stringMatching(problem) });
  });

  it('reads every moment that it is told', () => {
    const moment = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (date) => {
        const told = date.toUTCString();
        expect(parseMailDate(told)).toEqual({
          isValid: true,
          epochMs: Math.floor(date.getTime() / 1000) * 1000,
        });
      }),
    );
  });
});
