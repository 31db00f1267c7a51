import { expect, test } from 'vitest';
import { FILE_DAMAGES, whyNoFile } from './why-file.ts';

test.each([
  [false, undefined, /^The file did not arrive as a part of its own/],
  [true, undefined, /its bytes are others/],
  [true, 'bad-base64', /its base64 cannot be read/],
  [true, 'line-too-long', /its lines are too long/],
  [true, 'unclosed-multipart', /does not end behind it/],
  [true, 'no-boundary', /names no boundary/],
  [true, 'unknown-encoding', /an encoding that nobody knows/],
])('a part: %s, damaged by %s', (hasPart, damage, hint) => expect(whyNoFile(hasPart, damage)).toMatch(hint));

test('no part that is there is said to be missing', () => {
  for (const damage of FILE_DAMAGES) expect(whyNoFile(true, damage)).not.toMatch(/did not arrive/);
});
