import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { receiveResponse } from '../../../containers/http-client/receive-response.ts';
import { startOrigin } from '../../../containers/origin/origin.ts';
import { patternBytes } from '../../../containers/origin/pattern.ts';
import type { OriginObject } from '../../../containers/origin/script.ts';
import { connectTcp } from '../../../containers/tcp-client/tcp-client.ts';
import { parseHttp } from '../../../harness/protocols/http/parse-http.ts';
import { Recorder } from '../../../harness/wire/recorder.ts';
import { parseOptions } from './options.ts';
import { startProxy } from './proxy.ts';

const host = '127.0.0.1';
let folder: string;
const open: AsyncDisposable[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proxy-'));
});
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function start(objects: OriginObject[], ...args: string[]) {
  const origin = await startOrigin(0, { objects }, { recorder: new Recorder(), host });
  const options = parseOptions(['--port', '0', '--host', host, '--cache-dir', folder, '--quiet', ...args]);
  if (!options) throw new Error('no options');
  const proxy = await startProxy(options);
  open.push(origin, proxy);
  const ask = async (path: string, fields = '', method = 'GET', body = '') => {
    await using client = await connectTcp({ host, port: proxy.port }, new Recorder());
    const target = `http://${host}:${origin.port}${path}`;
    await client.send(`${method} ${target} HTTP/1.1\r\nHost: x\r\n${fields}\r\n${body}`);
    const received = await receiveResponse(client, { requestMethod: method });
    const { message } = parseHttp('response', received.bytes, { requestMethod: method });
    const field = (name: string) => message.fields.find((each) => each.name.toLowerCase() === name)?.value;
    return { ...message, ...received, field, text: Buffer.from(message.body).toString() };
  };
  return { origin, proxy, ask };
}

const page = (path: string, headers: OriginObject['headers'] & {}, body = 'hello'): OriginObject => ({
  path,
  headers,
  body: Buffer.from(body),
  answersConditionally: true,
});

describe('the proxy', () => {
  test('ends although a tunnel is open to a host that keeps its side open', async () => {
    const silent = createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => {})).listen(
      0,
      host,
    );
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const { proxy } = await start([], '--connect-ports', `${port}`);
    await using client = await connectTcp({ host, port: proxy.port }, new Recorder());
    await client.send(`CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const { bytes } = await client.receiveUntil((sofar) => Buffer.from(sofar).includes('\r\n\r\n'), 2000);
    expect(Buffer.from(bytes).toString()).toMatch(/^HTTP\/1.1 200 /);
    await proxy[Symbol.asyncDispose]();
    silent.close();
  });

  test('serves what is fresh from the cache: whole, in part, for HEAD and as 304', async () => {
    const { origin, ask } = await start([
      page('/a', [
        ['Cache-Control', 'max-age=60'],
        ['ETag', '"v1"'],
      ]),
    ]);
    expect((await ask('/a')).text).toBe('hello');
    expect(await ask('/a')).toMatchObject({ status: 200, text: 'hello' });
    const part = await ask('/a', 'Range: bytes=1-3\r\n');
    expect([part.status, part.text, part.field('content-range')]).toEqual([206, 'ell', 'bytes 1-3/5']);
    const head = await ask('/a', '', 'HEAD');
    expect([head.status, head.text, head.field('content-length')]).toEqual([200, '', '5']);
    expect((await ask('/a', 'If-None-Match: "v1"\r\n')).status).toBe(304);
    expect(await origin.log()).toHaveLength(1);
  });

  test('asks after what is stale, and renews it by the 304', async () => {
    const { origin, ask } = await start([
      page('/a', [
        ['Cache-Control', 'no-cache'],
        ['ETag', '"v1"'],
      ]),
    ]);
    await ask('/a');
    await origin.setScript({
      objects: [
        page('/a', [
          ['Cache-Control', 'max-age=60'],
          ['ETag', '"v1"'],
          ['X-New', '1'],
        ]),
      ],
    });
    const renewed = await ask('/a');
    expect([renewed.status, renewed.text, renewed.field('x-new')]).toEqual([200, 'hello', '1']);
    await ask('/a');
    expect(await origin.log()).toHaveLength(2);
  });

  test('serves stale when the origin is gone, unless that is forbidden', async () => {
    const { origin, ask } = await start([
      page('/a', [
        ['Cache-Control', 'max-age=0'],
        ['ETag', '"v1"'],
      ]),
      page('/b', [
        ['Cache-Control', 'max-age=0, must-revalidate'],
        ['ETag', '"v1"'],
      ]),
    ]);
    await ask('/a');
    await ask('/b');
    await origin[Symbol.asyncDispose]();
    open.shift();
    expect((await ask('/a')).text).toBe('hello');
    expect((await ask('/b')).status).toBe(502);
  });

  test('lets one request fetch for many, and asks each for itself when the answer may not be kept', async () => {
    const { origin, ask } = await start([
      { ...page('/a', [['Cache-Control', 'max-age=60']]), delayMs: 100 },
      { ...page('/b', [['Cache-Control', 'no-store']]), delayMs: 100 },
    ]);
    const texts = async (path: string) =>
      (await Promise.all([ask(path), ask(path), ask(path)])).map(({ text }) => text);
    expect(await texts('/a')).toEqual(['hello', 'hello', 'hello']);
    expect(await origin.log()).toHaveLength(1);
    expect(await texts('/b')).toEqual(['hello', 'hello', 'hello']);
    expect(await origin.log()).toHaveLength(4);
  });

  test('gives up on an origin that stays silent', async () => {
    const { ask } = await start([{ path: '/', delayMs: 5_000 }], '--origin-timeout', '0.2');
    expect((await ask('/')).status).toBe(504);
  });

  test('passes a large body on, and shows when it broke off', async () => {
    const { ask } = await start([
      { path: '/large', bodyLength: 3_000_000, headers: [['Cache-Control', 'max-age=60']] },
      { path: '/cut', bodyLength: 300_000, breakAfterBytes: 200_000 },
      {
        path: '/cut-chunks',
        bodyLength: 300_000,
        breakAfterBytes: 200_000,
        framing: 'chunked',
        breakBy: 'reset',
      },
    ]);
    for (const _time of ['fetched', 'from the cache'])
      expect(Buffer.compare((await ask('/large')).body, patternBytes(3_000_000))).toBe(0);
    expect(await ask('/cut')).toMatchObject({ status: 200, isComplete: false });
    expect(await ask('/cut-chunks')).toMatchObject({ status: 200, isComplete: false });
  });

  test('passes a chunked POST on, and what it answers is not kept', async () => {
    const { origin, ask } = await start([page('/a', [['Cache-Control', 'max-age=60']])]);
    await ask('/a');
    await ask('/a', 'Transfer-Encoding: chunked\r\n', 'POST', '3\r\nabc\r\n0\r\n\r\n');
    await ask('/a');
    const entries = await origin.log();
    expect(entries.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
    expect(Buffer.from(entries[1]?.body ?? []).toString()).toBe('abc');
  });

  test('keeps the answer to a POST that stands for a GET of its URL', async () => {
    const { origin, ask } = await start([
      page('/a', [
        ['Cache-Control', 'max-age=60'],
        ['Content-Location', '/a'],
      ]),
    ]);
    await ask('/a', 'Content-Length: 3\r\n', 'POST', 'abc');
    expect((await ask('/a')).text).toBe('hello');
    await ask('/a', 'Content-Length: 3\r\n', 'POST', 'abc');
    expect((await origin.log()).map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  test('does not keep an answer that a POST has overtaken', async () => {
    const fresh: OriginObject['headers'] = [['Cache-Control', 'max-age=60']];
    const { origin, ask } = await start([{ ...page('/a', fresh, 'old'), delayMs: 500 }]);
    const slow = ask('/a');
    await vi.waitFor(async () => expect(await origin.log()).toHaveLength(1), { interval: 10 });
    await origin.setScript({ objects: [page('/a', fresh, 'new')] });
    expect((await ask('/a', 'Content-Length: 0\r\n', 'POST')).text).toBe('new');
    expect((await slow).text).toBe('old');
    expect((await ask('/a')).text).toBe('new');
  });

  test('does not take the unread body of a refused request for the next request', async () => {
    const { origin, proxy } = await start([page('/a', [])]);
    await using client = await connectTcp({ host, port: proxy.port }, new Recorder());
    const hidden = `GET http://${host}:${origin.port}/a HTTP/1.1\r\nHost: x\r\n\r\n`;
    const fields = `Host: x\r\nContent-Length: ${hidden.length}`;
    await client.send(`POST http://${host}:1/ HTTP/1.1\r\n${fields}\r\n\r\n${hidden}`);
    const { bytes } = await client.receiveAll(3_000);
    expect(
      Buffer.from(bytes)
        .toString()
        .match(/HTTP\/1.1 \d+/g),
    ).toEqual(['HTTP/1.1 502']);
    expect(await origin.log()).toEqual([]);
  });

  test('answers half a head with 400, and has nothing to say of itself', async () => {
    const { proxy } = await start([]);
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
    try {
      await using client = await connectTcp({ host, port: proxy.port }, new Recorder());
      await client.send('GET /www.exam');
      client.end();
      const { bytes } = await client.receiveAll(3_000);
      expect(Buffer.from(bytes).toString()).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(complaints).not.toHaveBeenCalled();
    } finally {
      complaints.mockRestore();
    }
  });

  test('answers itself what may go no further, and counts down what may', async () => {
    const { origin, ask } = await start([page('/a', [])]);
    const secret = 'Authorization: x\r\nCookie: y\r\nX-A: 1\r\n';
    const trace = await ask('/a', `Max-Forwards: 0\r\n${secret}`, 'TRACE');
    expect([trace.status, trace.field('content-type')]).toEqual([200, 'message/http']);
    expect(trace.text).toBe(
      `TRACE http://${host}:${origin.port}/a HTTP/1.1\r\nHost: x\r\nMax-Forwards: 0\r\nX-A: 1\r\n\r\n`,
    );
    const options = await ask('/a', 'Max-Forwards: 0\r\n', 'OPTIONS');
    expect([options.status, options.field('content-length')]).toEqual([200, '0']);
    expect(options.field('allow')).toContain('GET');
    expect((await ask('/a', 'Max-Forwards: many\r\n', 'OPTIONS')).status).toBe(400);
    expect(await origin.log()).toEqual([]);
    await ask('/a', 'Max-Forwards: 1\r\n', 'OPTIONS');
    await ask('/a', 'Max-Forwards: 0\r\n', 'POST');
    const limits = (await origin.log()).map(({ method, headers }) => [
      method,
      headers.find(([name]) => name.toLowerCase() === 'max-forwards')?.[1],
    ]);
    expect(limits).toEqual([
      ['OPTIONS', '0'],
      ['POST', '0'],
    ]);
  });

  test('notices that a request has come back to it', async () => {
    const { proxy, ask } = await start([]);
    await using client = await connectTcp({ host, port: proxy.port }, new Recorder());
    await client.send(`GET http://${host}:${proxy.port}/${host}:${proxy.port}/x HTTP/1.1\r\nHost: x\r\n\r\n`);
    const { bytes } = await receiveResponse(client);
    expect(parseHttp('response', bytes).message.status).toBe(508);
    expect((await ask('/')).status).toBe(404);
  });
});
