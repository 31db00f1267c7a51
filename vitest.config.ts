import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,harness,labs,containers,reports,tests}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: worlds, compilers and browsers are heavier than the tests themselves.
    maxWorkers: 2,
    // Lab runs mostly wait.
    maxConcurrency: 12,
  },
});
