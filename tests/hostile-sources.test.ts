import { expect, test } from 'vitest';
import { isTooSlow, readHostileSources } from '../bench/fuzz/hostile-sources.ts';

/** A pattern that looks again from every byte takes minutes for what these are read in a fraction of a second. */
test('a source of one MiB of one thing is planned, and looked through for findings, in two seconds', async () => {
  const slow: string[] = [];
  let count = 0;
  for await (const reading of readHostileSources()) {
    count += 1;
    if (isTooSlow(reading))
      slow.push(
        `${reading.file} of ${JSON.stringify(reading.word)}: ${reading.planMs}, ${reading.findingsMs} ms`,
      );
  }
  expect(count).toBeGreaterThan(150);
  expect(slow).toEqual([]);
}, 120_000);
