import { expect, test } from 'vitest';
import { systemCallFilter } from './system-call-filter.ts';

test.each(['x64', 'arm64'])('the filter for %s is whole, and small enough for the kernel', (arch) => {
  const filter = systemCallFilter(arch);
  if (filter === undefined) throw new Error('there is no filter');
  expect(filter.length % 8).toBe(0);
  expect(filter.length / 8).toBeLessThan(4096);
});

test('there is none for a processor whose numbers are not known', () => {
  expect(systemCallFilter('mips')).toBeUndefined();
});
