import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderClass } from '../../reports/html/class-page.ts';
import { hostileResults } from '../../reports/testing/fixture-results.ts';
import { ProgressFile } from '../run/progress-file.ts';
import { openReportServer, type ReportServer } from './report-server.ts';

let outside: string;
let folder: string;
let server: ReportServer;

beforeAll(async () => {
  outside = await mkdtemp(path.join(tmpdir(), 'grade-serve-'));
  folder = path.join(outside, 'report');
  await mkdir(path.join(folder, 'ada/proxy'), { recursive: true });
  await writeFile(path.join(outside, 'secret.json'), '"secret"');
  await writeFile(path.join(folder, '.hidden.json'), '"secret"');
  await writeFile(path.join(folder, 'index.html'), renderClass(hostileResults('eve')));
  await writeFile(path.join(folder, 'ada/proxy/index.html'), '<script>alert(1)</script></body></html>');
  await writeFile(path.join(folder, 'ada/proxy/cache.json'), '{}');
  await writeFile(path.join(folder, 'ada/proxy/cache.pcap'), new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1]));
  await writeFile(path.join(folder, 'ada/proxy/program.js'), 'alert(1)');
  await symlink(path.join(outside, 'secret.json'), path.join(folder, 'link.json'));
  await symlink(outside, path.join(folder, 'up'));
  server = await openReportServer({ folder, port: 0 });
});

afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(outside, { recursive: true, force: true });
});

/** The target goes out as it is: no client tidies it up. */
async function ask(target: string, { host = 'localhost', method = 'GET' } = {}): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

test.each([
  '/../secret.json',
  '/ada/../../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/ada/%2e%2e%2f%2e%2e%2fsecret.json',
  '/..%5csecret.json',
  '//secret.json',
  '/link.json',
  '/up/secret.json',
  '/.hidden.json',
  '/%00secret.json',
  '/secret.json%00.html',
  '/%zz.json',
  `/${'a'.repeat(5_000)}.json`,
  '/ada/proxy/program.js',
  '/ada/proxy',
  '/ada/proxy.html/',
])('%s leads nowhere', async (target) => {
  const answer = await ask(target);
  expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
  expect(answer).not.toContain('"secret"');
});

test.each([
  'evil.example',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '10.0.0.1',
  '[::2]',
  'localhost@evil',
])('somebody who calls it %s is refused', async (host) => {
  expect(await ask('/index.html', { host })).toMatch(/^HTTP\/1\.1 40[03] /);
});

test.each(['localhost', 'LOCALHOST:80', '127.0.0.1', '127.0.0.1:9999', '[::1]:1'])(
  'somebody who calls it %s is answered',
  async (host) => {
    expect(await ask('/index.html', { host })).toMatch(/^HTTP\/1\.1 200 /);
  },
);

test.skipIf(process.getuid?.() !== 0)('another user of the machine is refused', async () => {
  const ask = (uid: number) =>
    execa('python3', ['-c', askAlone, new URL(server.url).port], { uid, gid: uid, cwd: '/' });
  expect((await ask(0)).stdout).toMatch(/^HTTP\/1\.1 200 /);
  const refused = (await ask(65_534)).stdout;
  expect(refused).toMatch(/^HTTP\/1\.1 403 /);
  expect(refused).toContain('another user of this machine');
});

/** Asks for the report, and prints the answer. */
const askAlone = `
import socket, sys
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.sendall(b"GET /index.html HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n")
while piece := s.recv(65536):
    sys.stdout.write(piece.decode("latin-1"))
`;

test('nothing can be written', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    expect(await ask('/index.html', { method })).toMatch(/^HTTP\/1\.1 405 /);
  }
});

test('files come with their type, and packets as a download', async () => {
  const transcript = await fetch(new URL('ada/proxy/cache.json', server.url));
  expect(transcript.headers.get('content-type')).toBe('application/json');
  expect(transcript.headers.get('x-content-type-options')).toBe('nosniff');
  expect(transcript.headers.get('content-security-policy')).toContain('sandbox');
  const packets = await fetch(new URL('ada/proxy/cache.pcap', server.url));
  expect(packets.headers.get('content-disposition')).toBe('attachment');
  expect(new Uint8Array(await packets.arrayBuffer())).toEqual(new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1]));
});

test('a page that is not ours runs no script', async () => {
  const page = await fetch(new URL('ada/proxy/index.html', server.url));
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; sandbox");
  expect(await page.text()).not.toContain('/-/reload.js');
});

test('a page of the report is followed under a policy that allows this one script more', async () => {
  const page = await (await fetch(new URL('index.html', server.url))).text();
  const [, nonce] = /<script nonce="([^"]+)" src="\/-\/reload\.js"/.exec(page) ?? [];
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  expect(policy).toContain(`script-src 'nonce-${nonce}' &#39;sha256-`);
  expect(policy).toMatch(/^default-src &#39;none&#39;/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('it says so when another version of a page was written, and not before', async () => {
  const page = await (await fetch(new URL('index.html', server.url))).text();
  const [, version = ''] = /data-version="([^"]+)"/.exec(page) ?? [];
  const follow = new URL('/-/page', server.url);
  follow.search = new URLSearchParams({ page: '/index.html', version }).toString();
  const stream = (await fetch(follow)).body?.pipeThrough(new TextDecoderStream()).getReader();
  const told = stream?.read();
  const first = await Promise.race([told, ask('/index.html').then(() => 'nothing was said')]);
  expect(first).toBe('nothing was said');
  await writeFile(path.join(folder, 'index.html'), renderClass(hostileResults('mallory')));
  expect((await told)?.value).toMatch(/^data: \d/);
  await stream?.cancel();
});

test('the live page follows a run that begins, goes on and ends', async () => {
  const stream = (await fetch(new URL('/-/live', server.url))).body
    ?.pipeThrough(new TextDecoderStream())
    .getReader();
  const titleWith = async (pattern: RegExp) => {
    for (;;) {
      const { value, done } = (await stream?.read()) ?? { done: true };
      if (done) throw new Error(`The stream ended before ${pattern}`);
      const [, title = ''] = /"title":"([^"]*)"/.exec(value ?? '') ?? [];
      if (pattern.test(title)) return value ?? '';
    }
  };
  const [labRun] = hostileResults('eve').labRuns;
  if (labRun === undefined) throw new Error('The fixture is empty');
  await titleWith(/^Nothing graded yet$/);
  {
    await using progress = new ProgressFile(folder, { seed: '1', runtime: 'namespace' });
    progress.begin(2);
    await titleWith(/^0 of 2: grading$/);
    progress.started({ student: labRun.student, lab: labRun.lab, location: '/' });
    progress.finished(labRun, false);
    const update = await titleWith(/^1 of 2: grading$/);
    expect(update).toContain(labRun.student);
    expect(update).not.toContain('<script>');
  }
  await titleWith(/^Nothing graded yet$/);
  await stream?.cancel();
});

test('a port that is taken is said, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(openReportServer({ folder, port })).rejects.toThrow(
    `Port ${port} is taken; choose another with --port`,
  );
  other.close();
});

test('a folder that is not there is said, with what to do', async () => {
  await expect(openReportServer({ folder: path.join(outside, 'nowhere') })).rejects.toThrow(
    /There is no folder .*nowhere\. Grade first/,
  );
  await expect(openReportServer({ folder: path.join(outside, 'secret.json') })).rejects.toThrow(/is a file;/);
});
