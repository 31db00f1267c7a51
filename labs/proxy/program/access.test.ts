import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Access, readDeniedHosts } from './access.ts';
import { parseOptions } from './options.ts';

test('neighbours are served, strangers are not', () => {
  const access = new Access([], [], []);
  for (const near of [
    '127.0.0.1',
    '10.0.0.1',
    '172.31.255.1',
    '192.168.1.1',
    '169.254.1.1',
    '::1',
    'fe80::1%eth0',
    'fd00::1',
  ])
    expect(access.isClientAllowed(near), near).toBe(true);
  for (const far of ['8.8.8.8', '172.32.0.1', '203.0.113.77', '2001:db8::1', ''])
    expect(access.isClientAllowed(far), far).toBe(false);
});

test('--allow lets others in, --deny keeps them out whatever --allow says', () => {
  const access = new Access(['203.0.113.0/24', 'any'], ['203.0.113.7', '2001:db8::/32'], []);
  expect(access.isClientAllowed('203.0.113.8')).toBe(true);
  expect(access.isClientAllowed('8.8.8.8')).toBe(true);
  expect(access.isClientAllowed('203.0.113.7')).toBe(false);
  expect(access.isClientAllowed('2001:db8::1')).toBe(false);
  expect(() => new Access(['10.0.0.0/33'], [], [])).toThrow('network');
  expect(() => new Access(['neighbour'], [], [])).toThrow('network');
});

test('a denied host is denied with all names below it', () => {
  const access = new Access([], [], ['example.com']);
  expect(access.isHostAllowed('www.example.com')).toBe(false);
  expect(access.isHostAllowed('example.com.')).toBe(false);
  expect(access.isHostAllowed('notexample.com')).toBe(true);
});

test('a list of denied hosts that was named and cannot be read stops the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'proxy-denied-'));
  try {
    await writeFile(join(folder, 'list'), '# not these\n Example.COM \n\nads.example # nor this\n');
    expect(await readDeniedHosts(join(folder, 'list'))).toEqual(['example.com', 'ads.example']);
    await expect(readDeniedHosts(folder)).rejects.toThrow('The denied hosts cannot be read: EISDIR');
    await expect(readDeniedHosts(join(folder, 'none'))).rejects.toThrow('--denied-hosts');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('parseOptions has defaults, and says what is wrong', () => {
  expect(parseOptions([])).toMatchObject({
    port: 8888,
    cacheFolder: './cache',
    host: undefined,
    connectPorts: [443],
  });
  expect(parseOptions(['--help'])).toBeUndefined();
  expect(() => parseOptions(['--port', 'x'])).toThrow('--port takes a number');
  expect(() => parseOptions(['--bogus'])).toThrow('--bogus');
});
