import { lstat, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CraftedEntry, craftZip } from '../testing/craft-zip.ts';
import { makeZip } from '../testing/make-zip.ts';
import { unzip } from './unzip.ts';
import { UnzipError } from './unzip-error.ts';
import { studentLimits, type UnzipLimits } from './unzip-limits.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'unzip-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const target = () => path.join(folder, 'deep', 'out');

async function unpack(bytes: Uint8Array, limits: Partial<UnzipLimits> = {}, isTolerant = false) {
  const file = path.join(folder, 'in.zip');
  await writeFile(file, bytes);
  return unzip(file, target(), { limits: { ...studentLimits, ...limits }, isTolerant });
}

/** All that is in the test's folder besides the zip file itself: nothing may be beside the target either. */
async function written(): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => !entry.isDirectory());
  return files
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => name !== 'in.zip')
    .map((name) => path.relative('deep/out', name))
    .sort();
}

describe('what it unpacks', () => {
  it('files and folders with the bytes that were packed, without what is there by accident', async () => {
    const { leftOut } = await unpack(
      await makeZip({
        'lab/server.py': 'print(1)\r\n',
        'lab/www/a b.html': new Uint8Array([0, 255, 10]),
        'lab/empty/': '',
        'lab/node_modules/x/index.js': 'x',
        '__MACOSX/lab/._server.py': 'x',
        'lab/.DS_Store': 'x',
        'lab/.git/config': '[core] fsmonitor = evil',
      }),
    );
    expect(await written()).toEqual(['lab/server.py', 'lab/www/a b.html']);
    expect(leftOut).toEqual(['.DS_Store', '.git', '__MACOSX', 'node_modules']);
    expect(await readFile(path.join(target(), 'lab/www/a b.html'))).toEqual(Buffer.from([0, 255, 10]));
    expect((await lstat(path.join(target(), 'lab/empty'))).isDirectory()).toBe(true);
  });

  it('keeps the right to be run, and no other', async () => {
    await unpack(
      craftZip([
        { name: 'run.sh', content: 'x', mode: 0o104777 },
        { name: 'a.txt', content: 'x', mode: 0o100000 },
      ]),
    );
    const modeOf = async (name: string) => (await lstat(path.join(target(), name))).mode & 0o7777;
    expect(await modeOf('run.sh')).toBe(0o755);
    expect(await modeOf('a.txt')).toBe(0o644);
  });

  const unicode = Buffer.from('größe.py');
  const cp437 = Buffer.from([0x67, 0x72, 0x94, 0xe1, 0x65, 0x2e, 0x70, 0x79]);
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + unicode.length, 2);
  field.writeUInt8(1, 4);
  field.writeUInt32LE(crc32(cp437), 5);
  it.each<[string, CraftedEntry]>([
    ['UTF-8 with its flag', { name: unicode, flags: 0x800 }],
    ['UTF-8 without the flag', { name: unicode }],
    ['code page 437', { name: cp437 }],
    ['a Unicode field beside other bytes', { name: cp437, extra: Buffer.concat([field, unicode]) }],
  ])('names in %s', async (_, entry) => {
    await unpack(craftZip([entry]));
    expect(await written()).toEqual(['größe.py']);
  });

  it('backslashes of Windows between folders', async () => {
    await unpack(craftZip([{ name: 'src\\main\\a.py', content: 'x' }]));
    expect(await written()).toEqual(['src/main/a.py']);
  });
});

const bomb = new Uint8Array(20 * 2 ** 20);

describe('what it refuses, before a byte is written', () => {
  it.each<[string, readonly CraftedEntry[], RegExp]>([
    [
      'a way out',
      [{ name: 'ok.py' }, { name: '../../evil.py' }],
      /holds \.\.\/\.\.\/evil\.py, which leads out/,
    ],
    ['a way out by backslashes', [{ name: '..\\evil.py' }], /leads out of its folder/],
    ['a way out from inside', [{ name: 'a/../../evil.py' }], /leads out of its folder/],
    ['the root', [{ name: '/etc/cron.d/evil' }], /starts at the root/],
    ['a drive', [{ name: 'C:\\evil.py' }], /starts at the root/],
    ['a NUL', [{ name: 'a.py\0.txt' }], /control character/],
    ['a line end', [{ name: 'a\nb.py' }], /control character/],
    ['an empty folder name', [{ name: 'a//b.py' }], /empty name/],
    ['a long name', [{ name: 'x'.repeat(256) }], /more than 255 bytes/],
    ['many folders', [{ name: `${'d/'.repeat(40)}a` }], /more than 32 folders deep/],
    ['a link', [{ name: 'passwd', content: '/etc/passwd', mode: 0o120777 }], /passwd, which is a link/],
    [
      'a link to write through',
      [{ name: 'd', content: '/tmp', mode: 0o120777 }, { name: 'd/x' }],
      /is a link/,
    ],
    ['a pipe', [{ name: 'p', mode: 0o010644 }], /neither a file nor a folder/],
    ['a device', [{ name: 'p', mode: 0o060644 }], /neither a file nor a folder/],
    [
      'a file twice',
      [
        { name: 'a.py', content: '1' },
        { name: 'a.py', content: '2' },
      ],
      /a\.py, which is in it twice/,
    ],
    ['names that differ by case', [{ name: 'Server.py' }, { name: 'server.py' }], /one name with Server\.py/],
    ['names that differ by their accents', [{ name: 'é.py' }, { name: 'e\u0301.py' }], /one name with/],
    [
      'a file as a folder',
      [{ name: 'a' }, { name: 'a/b.py' }],
      /a\/b\.py, which lies in a folder that is a file/,
    ],
    ['a password', [{ name: 'a.py', content: 'x', flags: 1 }], /locked with a password/],
    ['an odd compression', [{ name: 'a.py', content: 'x', method: 14 }], /packed in a way/],
    ['a size that is too big', [{ name: 'a.py', content: 'x', claimedSize: 2 ** 31 }], /larger than 64 MB/],
  ])('%s', async (_, entries, words) => {
    const failure = await unpack(craftZip(entries)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnzipError);
    expect(String(failure)).toMatch(words);
    expect(await written()).toEqual([]);
  });
});

describe('what it refuses while bytes come out, and leaves nothing of', () => {
  it.each<[string, Uint8Array, Partial<UnzipLimits>, RegExp]>([
    ['a bomb with honest headers', craftZip([{ name: 'a', content: bomb }]), {}, /200 times its size/],
    [
      'a bomb that claims to be small',
      craftZip([{ name: 'a', content: bomb, claimedSize: 10 }]),
      {},
      /a, which grows to more than 200 times/,
    ],
    [
      'too many files',
      craftZip([{ name: 'a' }, { name: 'b' }, { name: 'c' }]),
      { entries: 2 },
      /more than 2 files/,
    ],
    [
      'too much in all, in many files that are small each',
      craftZip(Array.from({ length: 30 }, (_, i) => ({ name: `${i}`, content: bomb.subarray(0, 2 ** 17) }))),
      { totalMb: 2 },
      /unpacks to more than 2 MB/,
    ],
    ['other bytes than were packed', craftZip([{ name: 'a', content: 'x', claimedCrc: 7 }]), {}, /damaged/],
    [
      'half a zip file',
      craftZip([{ name: 'a', content: 'x' }]).subarray(0, 40),
      {},
      /damaged, or no zip file/,
    ],
    ['no zip file at all', Buffer.from('Rar!\x1a\x07'), {}, /damaged, or no zip file/],
    ['nothing', Buffer.alloc(0), {}, /damaged, or no zip file/],
  ])('%s', async (_, bytes, limits, words) => {
    const failure = await unpack(bytes, limits).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnzipError);
    expect(String(failure)).toMatch(words);
    expect(await written()).toEqual([]);
  });

  it('any bytes at all: an UnzipError or files below the target, never anything else', async () => {
    const good = craftZip([
      { name: 'a/b.py', content: 'print(1)' },
      { name: 'c.txt', content: 'x'.repeat(300) },
    ]);
    const edit = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of edits) bytes[at] = value;
        const failure = await unpack(bytes).catch((error: unknown) => error);
        if (failure instanceof Error) expect(failure).toBeInstanceOf(UnzipError);
        expect((await written()).filter((name) => name.startsWith('..'))).toEqual([]);
        await rm(target(), { recursive: true, force: true });
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

it('of a class, one bad entry is told and the others come out', async () => {
  const entries = [
    { name: 'ada.py', content: 'x' },
    { name: '../evil.py' },
    { name: 'ben.zip', content: bomb },
    { name: 'eve.py', content: 'x', claimedCrc: 7 },
  ];
  const { faults } = await unpack(craftZip(entries), {}, true);
  expect(faults).toEqual([
    { name: '../evil.py', fault: 'leads out of its folder' },
    { name: 'ben.zip', fault: 'grows to more than 200 times its size, as only a zip bomb does' },
    { name: 'eve.py', fault: 'is damaged: it is not what was packed' },
  ]);
  expect(await written()).toEqual(['ada.py']);
});
