import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createAuthority } from '../../harness/wire/certificate-authority.ts';
import { escapeByte } from '../../harness/wire/escape.ts';
import { Recorder } from '../../harness/wire/recorder.ts';
import { startSmtpServer } from '../smtp-server/smtp-server.ts';
import { unescapeBytes } from './unescape-bytes.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

async function run(args: readonly string[], input: string | Uint8Array = '') {
  const child = spawn(process.execPath, [main, '127.0.0.1', ...args]);
  child.stdin.on('error', () => undefined).end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code };
}

async function mailServer() {
  const authority = await createAuthority();
  return startSmtpServer(
    0,
    { security: 'plain' },
    { recorder: new Recorder(), host: '127.0.0.1', authority },
  );
}

/** A server that answers each piece it gets, and greets with the first answer. */
async function serve(...answers: readonly string[]) {
  const left = [...answers];
  const heard: Buffer[] = [];
  const answer = (socket: Socket) => {
    const next = left.shift();
    if (next === undefined) socket.end();
    else socket.write(next);
  };
  const server = createServer((socket) => {
    socket.on('data', (bytes: Buffer) => {
      heard.push(bytes);
      answer(socket);
    });
    answer(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: String((server.address() as AddressInfo).port),
    heard: () => Buffer.concat(heard).toString('latin1'),
    async [Symbol.asyncDispose]() {
      await once(server.close(), 'close');
    },
  };
}

test('it says a whole dialogue from standard input, each line after its reply, and adds nothing', async () => {
  await using server = await mailServer();
  const { stdout, code } = await run(
    [String(server.port)],
    'EHLO me.example\nMAIL FROM:<a@b.example>\nRCPT TO:<c@d.example>\nDATA\nSubject: x\n\n..dot\n\\xe4\\\\\n.\nQUIT\n',
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^S: 220 .*\\r\\n\nC: EHLO me\.example\\r\\n\nS: 250-/);
  expect(stdout).toMatch(
    /C: DATA\\r\\n\nS: 354 .*\nC: Subject: x\\r\\n\nC: \\r\\n\nC: \.\.dot\\r\\n\nC: \\xe4\\\\\\r\\n\nC: \.\\r\\n\nS: 250 /,
  );
  expect(stdout).toMatch(/C: QUIT\\r\\n\nS: 221 .*\n-- after \d+ ms: end\n$/);
  expect(stdout).not.toMatch(/^-- [a-z-]+:/m);
  const [session] = await server.log();
  const raw = Buffer.from(session?.messages[0]?.raw ?? []).toString('latin1');
  expect(raw).toBe('Subject: x\r\n\r\n..dot\r\n\xe4\\');
});

test('it says lines from options, with another end, and all at once', async () => {
  await using server = await serve('220 x\r\n', '250 a\r\n250 b\r\n');
  const lines = ['--say', 'EHLO\\t me', '--say', 'NOOP', '--line-end', 'lf', '--no-wait', '--timeout', '300'];
  const { stdout, code } = await run([server.port, ...lines]);
  expect(server.heard()).toBe('EHLO\t me\nNOOP\n');
  expect(stdout).toContain('C: EHLO\\t me\\n\nC: NOOP\\n\nS: 250 a\\r\\n');
  expect(code).toBe(0);
});

test('it points at what is wrong in a reply', async () => {
  await using server = await serve('220 x\n', '250-a\r\n251 b\r\n');
  const { stdout } = await run([server.port, '--say', 'NOOP']);
  expect(stdout).toContain(
    'S: 220 x\\n\n-- lf-only: The line ends with LF instead of CRLF\n220 x\\n\n     ^\n',
  );
  expect(stdout).toContain('-- codes-differ: The code changes from 250 to 251 within one reply');
});

test('it sends raw bytes, in pieces', async () => {
  await using server = await serve('220 x\r\n', '500 no\r\n');
  const { stdout } = await run(
    [server.port, '--raw', '--pieces', '2', '--gap', '1'],
    Buffer.from('\0\xff\r\n', 'latin1'),
  );
  expect(server.heard()).toBe('\0\xff\r\n');
  expect(stdout).toContain('C: \\x00\\xff\\r\\n\nS: 500 no\\r\\n\n');
});

test('it says what stopped it: silence, a refused connection, a line that it cannot read', async () => {
  await using server = await serve('');
  expect(await run([server.port, '--say', 'NOOP', '--timeout', '100'])).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^-- after \d+ ms: timeout\n$/),
  });
  const { port } = server;
  await server[Symbol.asyncDispose]();
  expect(await run([port])).toMatchObject({ code: 1, stderr: expect.stringContaining('ECONNREFUSED') });
  expect(await run([port, '--say', '\\q'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"\\q" stands for no byte'),
  });
});

test('it says what comes before a line that it cannot read', async () => {
  await using server = await serve('220 x\r\n', '250 a\r\n');
  const { stdout, stderr, code } = await run([server.port], 'NOOP\n\\q\nQUIT\n');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/^"\\q" stands for no byte.*\n$/),
  });
  expect(stdout).toContain('C: NOOP\\r\\n\nS: 250 a\\r\\n\n');
  expect(server.heard()).toBe('NOOP\r\n');
});

test('every byte can be written as it is shown', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(unescapeBytes(Array.from(all, escapeByte).join(''))).toEqual(Buffer.from(all));
});
