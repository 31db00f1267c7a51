import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BodyFiles } from './body-files.ts';
import type { StoredResponse } from './stored-response.ts';

/** As large as a body may be to be kept in memory. */
const body = Buffer.alloc(32 * 1024, 'x');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proxy-bodies-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function store(bodies: BodyFiles): Promise<StoredResponse> {
  const writer = await bodies.begin(body.length);
  await writer.write(body);
  await writer.finish();
  return {
    ...{ url: 'http://h/', variant: {}, status: 200, reason: 'OK', fields: [] },
    ...{ requestTimeMs: 0, responseTimeMs: 0, bodyFile: writer.bodyFile, bodyLength: body.length },
  };
}

test('a body that many read at once takes its place in memory once', async () => {
  const bodies = new BodyFiles(folder);
  const [one, other] = [await store(bodies), await store(bodies)];
  // Counted once for each reader it would fill the 16 MiB, and nothing would stay in memory after it.
  const read = await Promise.all(Array.from({ length: 600 }, () => bodies.read(one)));
  expect(read.every(({ bytes }) => Buffer.concat([...(bytes as Iterable<Buffer>)]).equals(body))).toBe(true);
  expect(bodies.inMemory(one)).toEqual(body);
  await bodies.read(other);
  expect(bodies.inMemory(other)).toEqual(body);
  expect(bodies.inMemory(one)).toEqual(body);
});

test('a body that is removed while it is read does not stay in memory', async () => {
  const bodies = new BodyFiles(folder);
  const stored = await store(bodies);
  await Promise.allSettled([bodies.read(stored), bodies.remove(stored.bodyFile)]);
  expect(bodies.inMemory(stored)).toBeUndefined();
});

test('what is gone from the disk is no body, and can be asked for again', async () => {
  const bodies = new BodyFiles(folder);
  const stored = await store(bodies);
  await bodies.remove(stored.bodyFile);
  for (const _time of ['first', 'second'])
    await expect(bodies.read(stored)).rejects.toMatchObject({ code: 'ENOENT' });
});
