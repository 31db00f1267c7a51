import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CacheStore } from './store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proxy-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function add(
  store: CacheStore,
  url: string,
  body: string,
  variant = {},
  isOutdated?: () => boolean,
): Promise<void> {
  const writer = await store.beginBody();
  await writer?.write(Buffer.from(body));
  const bodyLength = await writer?.finish();
  if (!writer || bodyLength === undefined) return;
  const fields = [['Cache-Control', 'max-age=60']] as const;
  const times = { requestTimeMs: Date.now(), responseTimeMs: Date.now() };
  const { bodyFile } = writer;
  const stored = { url, variant, status: 200, reason: 'OK', fields, ...times, bodyFile, bodyLength };
  await store.add(stored, isOutdated);
}

async function read(store: CacheStore, url: string, fields: readonly (readonly [string, string])[] = []) {
  const stored = store.find(url, fields);
  await using body = stored && (await store.readBody(stored));
  if (!body) return undefined;
  const parts: Buffer[] = [];
  for await (const part of body.bytes) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('CacheStore', () => {
  test('finds what it stored, also after it was opened again', async () => {
    await add(await CacheStore.open(folder, 1e6), 'http://h/../../etc/passwd?a', 'one');
    const again = await CacheStore.open(folder, 1e6);
    expect(await read(again, 'http://h/../../etc/passwd?a')).toBe('one');
    expect(await read(again, 'http://h/../../etc/passwd')).toBeUndefined();
    expect((await readdir(folder)).every((name) => /^[0-9a-f-]{36}\.(body|json)$/.test(name))).toBe(true);
  });

  test('sweeps what a killed run left, and leaves the files of others alone', async () => {
    const store = await CacheStore.open(folder, 1e6);
    await add(store, 'http://h/a', 'whole');
    const half = await store.beginBody();
    await half?.write(Buffer.from('half'));
    await half?.finish();
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const [description = ''] = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    await writeFile(
      join(
        folder,
        description.replace(/^./, (c) => (c === '0' ? '1' : '0')),
      ),
      '{"url":',
    );
    const again = await CacheStore.open(folder, 1e6);
    expect(await read(again, 'http://h/a')).toBe('whole');
    expect((await readdir(folder)).length).toBe(3);
  });

  test('does not serve a body that was cut short on the disk', async () => {
    await add(await CacheStore.open(folder, 1e6), 'http://h/a', 'whole');
    const [body = ''] = (await readdir(folder)).filter((name) => name.endsWith('.body'));
    await writeFile(join(folder, body), 'wh');
    expect(await read(await CacheStore.open(folder, 1e6), 'http://h/a')).toBeUndefined();
  });

  test('replaces the same variant and keeps the others', async () => {
    const store = await CacheStore.open(folder, 1e6);
    await add(store, 'http://h/a', 'german', { 'accept-language': 'de' });
    await add(store, 'http://h/a', 'english', { 'accept-language': 'en' });
    await add(store, 'http://h/a', 'german again', { 'accept-language': 'de' });
    expect(await read(store, 'http://h/a', [['Accept-Language', 'de']])).toBe('german again');
    expect(await read(store, 'http://h/a', [['Accept-Language', 'en']])).toBe('english');
    expect((await readdir(folder)).length).toBe(4);
    await store.removeUrl('http://h/a');
    expect(await readdir(folder)).toEqual([]);
  });

  test('keeps nothing of what was outdated before it was complete', async () => {
    const store = await CacheStore.open(folder, 1e6);
    await add(store, 'http://h/a', 'old', {}, () => true);
    expect(await read(store, 'http://h/a')).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  test('stays within its size: the least recently used goes first, and what is too large does not come in', async () => {
    const store = await CacheStore.open(folder, 32_768);
    for (const name of ['a', 'b', 'c', 'd']) await add(store, `http://h/${name}`, name.repeat(240));
    await read(store, 'http://h/a');
    await add(store, 'http://h/e', 'e'.repeat(240));
    expect(await read(store, 'http://h/b')).toBeUndefined();
    expect(await read(store, 'http://h/a')).toBe('a'.repeat(240));
    await add(store, 'http://h/large', 'x'.repeat(8_193));
    expect(await read(store, 'http://h/large')).toBeUndefined();
    expect((await readdir(folder)).length).toBe(8);
  });

  test('limits their number even when their bodies are empty', async () => {
    const store = await CacheStore.open(folder, 10 * 4_096);
    for (let number = 0; number < 30; number++) await add(store, `http://h/${number}`, '');
    expect((await readdir(folder)).filter((name) => name.endsWith('.json'))).toHaveLength(10);
    expect(await read(store, 'http://h/29')).toBe('');
  });

  test('survives that somebody deletes the folder', async () => {
    const store = await CacheStore.open(folder, 1e6);
    await add(store, 'http://h/a', 'one');
    await rm(folder, { recursive: true });
    expect(await read(store, 'http://h/a')).toBeUndefined();
    await add(store, 'http://h/a', 'two');
    expect(await read(store, 'http://h/a')).toBe('two');
  });
});
