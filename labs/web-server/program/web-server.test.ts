import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS, startWebServer, type WebServerOptions } from './web-server.ts';

const LARGE = Buffer.from(Array.from({ length: 400_000 }, (_, index) => index % 251));
let root = '';
let outside = '';

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'web-server-')));
  outside = await realpath(await mkdtemp(join(tmpdir(), 'web-server-outside-')));
  await mkdir(join(root, 'folder'));
  await writeFile(join(root, 'page.html'), '<p>page</p>');
  await writeFile(join(root, 'empty.txt'), '');
  await writeFile(join(root, 'large.bin'), LARGE);
  await writeFile(join(root, 'folder', 'index.html'), 'index');
  await writeFile(join(outside, 'secret.txt'), 'secret');
  await symlink(join(outside, 'secret.txt'), join(root, 'link.txt'));
  await symlink(outside, join(root, 'linked'));
  await symlink(join(root, 'page.html'), join(root, 'inner.html'));
});

afterAll(async () => {
  await rm(root, { recursive: true });
  await rm(outside, { recursive: true });
});

function start(options: Partial<WebServerOptions> = {}) {
  return startWebServer({ root, port: 0, host: '127.0.0.1', ...options });
}

/** Sends bytes as they are and reads to the end of the connection. */
async function ask(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('latin1').write(request);
  return text(socket);
}

const get = (target: string, fields = '', method = 'GET') =>
  `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${fields}\r\n`;

describe('answers', () => {
  test.each([
    ['/page.html', '', 200, '<p>page</p>'],
    ['/empty.txt', '', 200, ''],
    ['/folder/', '', 200, 'index'],
    ['/inner.html', '', 200, '<p>page</p>'],
    ['/page.html', 'Range: bytes=1-1\r\n', 206, 'p'],
    ['/page.html', 'If-None-Match: *\r\n', 304, ''],
  ])('%s with "%s" is %i', async (target, fields, status, body) => {
    await using server = await start();
    const answer = await ask(server.port, get(target, fields));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.split('\r\n\r\n').slice(1).join()).toBe(body);
  });

  test.each([
    [get('/missing'), 404],
    [get('/folder'), 301],
    [get('/link.txt'), 404],
    [get('/linked/secret.txt'), 404],
    [get('/../page.html'), 404],
    [get('/page.html', 'Range: bytes=99-\r\n'), 416],
    [get('/page.html', 'If-Match: "x"\r\n'), 412],
    [get('/page.html', '', 'POST'), 405],
    [get('/page.html', '', 'BREW'), 501],
    ['nonsense\r\n\r\n', 400],
    [`GET /${'x'.repeat(LIMITS.targetBytes)} HTTP/1.1\r\n\r\n`, 414],
    [`GET / HTTP/1.1\r\nA: ${'x'.repeat(LIMITS.headBytes)}`, 431],
    [get('/page.html', `Content-Length: ${LIMITS.bodyBytes + 1}\r\n`), 413],
  ])('%j is refused with %i', async (request, status) => {
    await using server = await start();
    expect(await ask(server.port, request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test('HEAD has the header of GET and nothing else', async () => {
    await using server = await start();
    const answer = await ask(server.port, get('/large.bin', '', 'HEAD'));
    expect(answer).toContain(`Content-Length: ${LARGE.length}\r\n`);
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
  });

  test('a large file arrives byte for byte', async () => {
    await using server = await start();
    const answer = await ask(server.port, get('/large.bin'));
    const body = Buffer.from(answer.slice(answer.indexOf('\r\n\r\n') + 4), 'latin1');
    expect(body.equals(LARGE)).toBe(true);
  });
});

describe('connections', () => {
  test('requests in one segment are answered in their order, bodies between them skipped', async () => {
    await using server = await start();
    const stay = 'HTTP/1.1\r\nHost: x\r\n';
    const chunked = `POST /b ${stay}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`;
    const answer = await ask(
      server.port,
      `GET /page.html ${stay}Content-Length: 3\r\n\r\nabc${chunked}\r\n${get('/missing')}`,
    );
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 405', 'HTTP/1.1 404']);
  });

  test('a head may come byte by byte', async () => {
    await using server = await start();
    const socket = connect(server.port, '127.0.0.1').setNoDelay(true);
    for (const character of 'GET /page.html HTTP/1.0\n\n') {
      socket.write(character);
      await sleep(1);
    }
    expect(await text(socket)).toContain('<p>page</p>');
  });

  test('the number of requests of a connection is limited', async () => {
    await using server = await start({ requestsPerConnection: 2 });
    const request = 'GET /page.html HTTP/1.1\r\nHost: x\r\n\r\n';
    const answer = await ask(server.port, request.repeat(3));
    expect(answer.match(/Connection: (keep-alive|close)/g)).toEqual([
      'Connection: keep-alive',
      'Connection: close',
    ]);
  });

  test('a head that comes too slowly is answered with 408, a silent client is let go', async () => {
    const limits = { ...LIMITS, headTimeoutMs: 100 };
    await using server = await start({ limits, idleTimeoutMs: 200 });
    expect(await ask(server.port, 'GET / HT')).toMatch(/^HTTP\/1\.1 408 /);
    expect(await ask(server.port, '')).toBe('');
  });

  test('a client that does not read takes neither memory nor another client’s time', async () => {
    await using server = await start();
    const slow = connect(server.port, '127.0.0.1');
    slow.pause().write(get('/large.bin'));
    await once(slow, 'connect');
    expect(await ask(server.port, get('/page.html'))).toContain('<p>page</p>');
    slow.destroy();
    expect(await ask(server.port, get('/page.html'))).toContain('<p>page</p>');
  });

  test('each request is told in a line', async () => {
    const lines: string[] = [];
    await using server = await start({ log: (line) => lines.push(line) });
    await ask(server.port, get('/page.html'));
    await ask(server.port, '\0\r\n\r\n');
    expect(lines).toEqual([
      '127.0.0.1 "GET /page.html" 200 11 bytes',
      expect.stringMatching(/"\(no request\)" 400/),
    ]);
  });
});

describe('as a program', () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const run = (...args: string[]) => spawn(process.execPath, [main, ...args], { cwd: root });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'it serves the current folder and ends on %s with status 0',
    async (signal) => {
      const child = run('--port', '0');
      const [greeting] = await once(child.stdout, 'data');
      const port = Number(/localhost:(\d+)/.exec(String(greeting))?.[1]);
      expect(await ask(port, get('/page.html'))).toContain('<p>page</p>');
      const stalled = connect(port, '127.0.0.1');
      stalled
        .on('error', () => {})
        .pause()
        .write(get('/large.bin'));
      await once(stalled, 'connect');
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
      stalled.destroy();
    },
  );

  test.each([
    [['--help'], 0, 'Usage: node main.ts'],
    [['--port', 'abc'], 2, '--port must be a number'],
    [['--nonsense'], 2, 'Try --help'],
    [['--root', 'nowhere'], 1, 'no such folder'],
    [['--host', '203.0.113.7'], 1, 'no such address'],
  ])('%j ends with status %i and says why', async (args, status, message) => {
    const child = run(...args);
    const said = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    expect(said[0] + said[1]).toContain(message);
    expect(said[2][0]).toBe(status);
  });

  test('an address in use is told with the way out', async () => {
    await using server = await start();
    const child = run('--host', '127.0.0.1', '--port', String(server.port));
    expect(await text(child.stderr)).toContain('choose another with --port');
  });
});
