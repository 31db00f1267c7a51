import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailClient, submission } from '../testing/plan-kit.ts';
import type { Craft } from './craft.ts';
import { findFindings } from './find-findings.ts';
import { findingsOf } from './testing/findings-of.ts';

const all: readonly Craft[] = ['http-server', 'http-client', 'proxy', 'smtp', 'ping', 'dns'];
const files = ['main.py', 'main.js', 'Main.java', 'main.go', 'main.c'] as const;
const words = [
  ...[
    'import',
    'from',
    'http',
    '.',
    '(',
    ')',
    '{',
    '}',
    '"',
    "'",
    '`',
    '\n',
    ' ',
    '=',
    '*',
    '+',
    '[',
    '\\',
    ',',
    'as',
  ],
  ...[
    'require(',
    "'http'",
    'smtplib',
    '#include',
    '<curl/curl.h>',
    'system("ping',
    'password = "',
    '$',
    ';',
    '//',
  ],
];

test('no source makes the look throw', async () => {
  const source = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 })), {
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), source, async (file, parts) => {
      expect(await findingsOf({ [file]: parts.join('') }, mailClient, all)).toBeInstanceOf(Array);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ...['import ', 'import (', 'from a import (', 'import {', '("', '= "', 'login(', ' ', '\\x00', 'pass'],
  ...[
    'password=',
    'system(',
    '#include <',
    'http.',
    'fetch(',
    'import http.server\n',
    'os.system(x)\nx="p"\n',
  ],
])('%j over and over does not hold up the look', async (word) => {
  const source = word.repeat(Math.floor(60_000 / word.length));
  const location = await submission(Object.fromEntries(files.map((file) => [file, source])));
  const startedAt = performance.now();
  await findFindings({ location, plans: [], scenarios: [] }, { ownWork: all });
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
