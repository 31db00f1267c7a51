import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,harness,labs,containers,reports,tests}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One file at a time: the worlds of one lab keep two cores busy, and timed checks want a machine that is not starved.
    maxWorkers: 1,
    // Lab runs mostly wait.
    maxConcurrency: 12,
  },
});
