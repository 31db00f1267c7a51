import type { Kind, Level, Status } from './schema.ts';

/** A mark never stands alone: the word beside it says the same without colour or shape. */
export const statusMarks: Readonly<Record<Status, string>> = {
  passed: '✓',
  failed: '✗',
  blocked: '◌',
  inconclusive: '?',
  errored: '!',
};

export const kindWords: Readonly<Record<Kind, string>> = {
  core: 'core',
  extension: 'bonus',
  robust: 'robustness',
};

/** How binding the source of a check is, as a reader says it. */
export const levelWords: Readonly<Record<Level, string>> = {
  must: 'a must of the standard',
  should: 'a should of the standard',
  may: 'a may of the standard',
  course: 'asked by the course',
};
