import { describe, expect, it } from 'vitest';
import { formatNumber, formatPoints } from './format.ts';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
    [-1234, '-1,234'],
    [12.6, '13'],
  ])('writes %d as %s', (value, text) => expect(formatNumber(value)).toBe(text));
});

describe('formatPoints', () => {
  it.each([
    [12, '12'],
    [7.5, '7.5'],
    [33.333_33, '33.33'],
    [0.145, '0.15'],
    [0.015, '0.02'],
    [1.005, '1.01'],
    [-0.145, '-0.15'],
    [0, '0'],
    [1234.5, '1234.5'],
  ])('writes %d as %s', (value, text) => expect(formatPoints(value)).toBe(text));

  it('rounds as `Intl` does, at every half thousandth', () => {
    const intl = new Intl.NumberFormat('en', { maximumFractionDigits: 2, useGrouping: false });
    const values = Array.from({ length: 200_001 }, (_, index) => index / 2000);
    expect(values.filter((value) => formatPoints(value) !== intl.format(value))).toEqual([]);
  });
});
