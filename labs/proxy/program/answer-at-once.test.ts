import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startOrigin } from '../../../containers/origin/origin.ts';
import { connectTcp } from '../../../containers/tcp-client/tcp-client.ts';
import { Recorder } from '../../../harness/wire/recorder.ts';
import { parseOptions } from './options.ts';
import { type StartedProxy, startProxy } from './proxy.ts';

const host = '127.0.0.1';
const body = 'x'.repeat(30_000);
let stack: AsyncDisposableStack;
let origin: Awaited<ReturnType<typeof startOrigin>>;
let proxy: StartedProxy;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'proxy-at-once-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const headers: [string, string][] = [
    ['Cache-Control', 'max-age=60'],
    ['ETag', '"v1"'],
    ['Vary', 'Accept-Language'],
  ];
  const objects = [{ path: '/a', headers, body: Buffer.from(body) }];
  origin = stack.use(await startOrigin(0, { objects }, { recorder: new Recorder(), host }));
  const options = parseOptions(['--port', '0', '--host', host, '--cache-dir', folder, '--quiet']);
  if (!options) throw new Error('no options');
  proxy = stack.use(await startProxy(options));
});
afterEach(() => stack.disposeAsync());

const request = (fields = '', version = '1.1') =>
  `GET http://${host}:${origin.port}/a HTTP/${version}\r\nHost: x\r\n${fields}\r\n`;

/** Everything that comes back for what is sent on one connection, until the proxy closes it. */
async function exchange(sent: string): Promise<string> {
  await using client = await connectTcp({ host, port: proxy.port }, new Recorder());
  await client.send(sent);
  const { bytes } = await client.receiveAll(5_000);
  return Buffer.from(bytes).toString('latin1');
}

/** The first answer comes from the origin, the second from the disk, all further ones from memory. */
const warm = () => exchange(request() + request() + request('Connection: close\r\n'));

describe('an answer from memory', () => {
  test('is the one that came from the disk', async () => {
    const [, ...answers] = (await warm()).split('HTTP/1.1 200 OK\r\n');
    const plain = answers.map((answer) => answer.replace(/^(?:Age|Connection): .*\r\n/gm, ''));
    expect(plain).toHaveLength(3);
    expect(plain[0]).toMatch(/\r\nContent-Length: 30000\r\n/);
    expect(plain[1]?.split('\r\n').sort()).toEqual(plain[0]?.split('\r\n').sort());
    expect(plain[2]).toBe(plain[1]);
    expect(answers[2]).toMatch(/\r\nAge: \d\r\nConnection: close\r\n\r\nx/);
    expect(await origin.log()).toHaveLength(1);
  });

  test('comes once for each of many requests that did not wait', async () => {
    await warm();
    const all = await exchange(request().repeat(200) + request('Connection: close\r\n'));
    const answers = all.split(`\r\n\r\n${body}`);
    expect(answers).toHaveLength(202);
    expect(answers.slice(0, 201).every((head) => head.startsWith('HTTP/1.1 200 OK\r\n'))).toBe(true);
  });

  test('ends the connection of an HTTP/1.0 client', async () => {
    await warm();
    expect(await exchange(request('', '1.0'))).toMatch(/\r\nConnection: close\r\n\r\nx{30000}$/);
  });

  test.each([
    ['a condition', 'If-None-Match: "v1"\r\n', /^HTTP\/1\.1 304 /],
    ['a range', 'Range: bytes=0-1\r\n', /^HTTP\/1\.1 206 .*\r\n\r\nxx$/s],
  ])('gives way to %s', async (_what, field, expected) => {
    await warm();
    expect(await exchange(request(`${field}Connection: close\r\n`))).toMatch(expected);
    expect(await origin.log()).toHaveLength(1);
  });

  test.each([
    ['another variant is wanted', 'Accept-Language: fi\r\n'],
    ['the client wants the origin asked', 'Cache-Control: no-cache\r\n'],
  ])('is not given where %s', async (_what, field) => {
    await warm();
    expect(await exchange(request(`${field}Connection: close\r\n`))).toMatch(/^HTTP\/1\.1 200 /);
    expect(await origin.log()).toHaveLength(2);
  });
});
