import { mkdtempDisposable, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { codeDigest, digestOf } from './versions.ts';

it('tells code from code that was touched, added to or taken away', async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'grade-versions-'));
  const { path: root } = folder;
  const digests = [digestOf([root])];
  const note = () => digests.push(digestOf([root]));
  await writeFile(path.join(root, 'a.ts'), 'one');
  note();
  await utimes(path.join(root, 'a.ts'), 1, 1);
  note();
  await writeFile(path.join(root, 'b.ts'), '');
  note();
  expect(new Set(digests).size).toBe(digests.length);
  await writeFile(path.join(root, 'notes.md'), '');
  expect(digestOf([root, path.join(root, 'none')])).toBe(digests.at(-1));
});

it('is the same as long as nothing changes', () => {
  expect(codeDigest()).toBe(codeDigest());
});
