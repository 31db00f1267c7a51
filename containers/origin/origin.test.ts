import { afterEach, describe, expect, test } from 'vitest';
import { parseHttp, parseResponses } from '../../harness/protocols/http/parse-http.ts';
import { Recorder } from '../../harness/wire/recorder.ts';
import { connectTcp } from '../tcp-client/tcp-client.ts';
import { startOrigin } from './origin.ts';
import { patternBytes } from './pattern.ts';
import type { OriginObject } from './script.ts';

const host = '127.0.0.1';
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

async function start(...objects: OriginObject[]) {
  const recorder = new Recorder();
  const origin = await startOrigin(0, { objects }, { recorder, host });
  open.push(origin);
  return { origin, recorder };
}

async function ask(port: number, request: string, timeoutMs = 2_000) {
  await using client = await connectTcp({ host, port }, new Recorder());
  await client.send(request);
  return await client.receiveAll(timeoutMs);
}

const get = (path: string, fields = 'Connection: close\r\n') =>
  `GET ${path} HTTP/1.1\r\nHost: www.example.com:80\r\n${fields}\r\n`;

describe('startOrigin', () => {
  test('answers with the object, and notes the request as it came', async () => {
    const { origin } = await start({ path: '/a?x=1', headers: [['X-One', '1']], body: Buffer.from('hello') });
    const received = await ask(origin.port, get('/a?x=1', 'coNNection: close\r\n'));
    const { message, deviations } = parseHttp('response', received.bytes);
    expect(deviations).toEqual([]);
    expect(message.status).toBe(200);
    expect(Buffer.from(message.body).toString()).toBe('hello');
    expect(message.fields.map(({ name }) => name)).toEqual(['X-One', 'Date', 'Content-Length', 'Connection']);
    const [entry] = await origin.log();
    expect(entry).toMatchObject({
      method: 'GET',
      target: '/a?x=1',
      version: '1.1',
      conversation: 'origin-1',
    });
    expect(entry?.headers).toContainEqual(['coNNection', 'close']);
  });

  test('tells hosts and methods apart, and answers 404 for what it has not', async () => {
    const { origin } = await start(
      { path: '/', host: 'www.other.net', body: Buffer.from('other') },
      { path: '/', host: 'www.example.com', method: 'POST', body: Buffer.from('posted') },
      { path: '/', host: 'www.example.com', body: Buffer.from('right') },
    );
    const bodyOf = async (request: string) =>
      Buffer.from(parseHttp('response', (await ask(origin.port, request)).bytes).message.body).toString();
    expect(await bodyOf(get('/'))).toBe('right');
    expect(await bodyOf(get('http://www.other.net/'))).toBe('other');
    expect(await bodyOf('POST / HTTP/1.0\r\nHost: www.example.com\r\nContent-Length: 2\r\n\r\nab')).toBe(
      'posted',
    );
    expect(await bodyOf(get('/no'))).toContain('404');
    expect(Buffer.from((await origin.log())[2]?.body ?? []).toString()).toBe('ab');
  });

  test('keeps a connection for several requests as HTTP/1.1 does, and closes when the object says so', async () => {
    const { origin, recorder } = await start(
      { path: '/a', body: Buffer.from('a'), framing: 'chunked' },
      { path: '/b', body: Buffer.from('b'), closes: true },
    );
    const received = await ask(origin.port, get('/a', '') + get('/b', '') + get('/a', ''));
    expect(received.ended).toBe('end');
    const responses = parseResponses(received.bytes, ['GET', 'GET', 'GET']);
    expect(responses.map(({ message }) => Buffer.from(message.body).toString())).toEqual(['a', 'b']);
    expect(recorder.transcript()).toHaveLength(1);
  });

  test('answers conditional requests, and HEAD without a body', async () => {
    const { origin } = await start({
      path: '/',
      headers: [
        ['ETag', '"v1"'],
        ['Last-Modified', 'Sun, 06 Nov 1994 08:49:37 GMT'],
      ],
      body: Buffer.from('hello'),
      answersConditionally: true,
    });
    const status = async (field: string) =>
      parseHttp('response', (await ask(origin.port, get('/', `${field}\r\nConnection: close\r\n`))).bytes)
        .message.status;
    expect(await status('If-None-Match: "v0", W/"v1"')).toBe(304);
    expect(await status('If-None-Match: "v2"')).toBe(200);
    expect(await status('If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT')).toBe(304);
    expect(await status('If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT')).toBe(200);
    const head = await ask(origin.port, get('/').replace('GET', 'HEAD'));
    expect(Buffer.from(head.bytes).toString()).toMatch(/Content-Length: 5\r\n.*\r\n\r\n$/s);
  });

  test('breaks off in the middle, by FIN and by RST', async () => {
    const { origin } = await start(
      { path: '/end', bodyLength: 100_000, breakAfterBytes: 70_000 },
      { path: '/reset', bodyLength: 100_000, breakAfterBytes: 10, breakBy: 'reset' },
    );
    const cut = await ask(origin.port, get('/end'));
    const { message } = parseHttp('response', cut.bytes);
    expect(cut.ended).toBe('end');
    expect(message.announcedLength).toBe(100_000);
    expect(Buffer.compare(message.body, patternBytes(70_000))).toBe(0);
    expect((await ask(origin.port, get('/reset'))).ended).toBe('reset');
  });

  test('sends in segments with gaps, after a delay', async () => {
    const { origin } = await start({
      path: '/',
      bodyLength: 1_000,
      segmentSize: 400,
      segmentGapMs: 60,
      delayMs: 50,
    });
    const received = await ask(origin.port, get('/'));
    expect(parseHttp('response', received.bytes).message.isComplete).toBe(true);
    expect(received.firstByteMs).toBeGreaterThan(45);
    expect(received.durationMs).toBeGreaterThan(160);
  });

  test('sends raw bytes as they are', async () => {
    const { origin } = await start({ path: '/', raw: Buffer.from('HTTP/1.0 200 OK\n\nx') });
    expect(Buffer.from((await ask(origin.port, get('/', ''))).bytes).toString()).toBe('HTTP/1.0 200 OK\n\nx');
  });

  test('survives garbage, an empty connection, and a client that goes away in mid-answer', async () => {
    const { origin } = await start(
      { path: '/', body: Buffer.from('ok') },
      { path: '/big', bodyLength: 5_000_000 },
    );
    await ask(origin.port, '\0\r\n\xff: \r\n\r\n', 50);
    await using empty = await connectTcp({ host, port: origin.port }, new Recorder());
    empty.end();
    await using leaver = await connectTcp({ host, port: origin.port }, new Recorder());
    await leaver.send(get('/big'));
    await leaver.receiveUntil((bytes) => bytes.length > 1_000, 2_000);
    leaver.reset();
    expect(parseHttp('response', (await ask(origin.port, get('/'))).bytes).message.status).toBe(200);
  });
});
