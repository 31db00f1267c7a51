import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type MailPlace,
  mailClient,
  openMailPlace,
  rawMessage,
  smallMail,
  startMailClient,
} from '../../../tests/kit/mail-client.ts';

let place: MailPlace;
beforeAll(async () => {
  place = await openMailPlace();
});
afterAll(() => place[Symbol.asyncDispose]());

describe('without a connection it says what was attempted, on what, and what to do', () => {
  it('where nothing listens', async () => {
    const server = await place.serve({ security: 'plain' });
    const { port } = server;
    await server[Symbol.asyncDispose]();
    const { child, done } = startMailClient(['--host', '127.0.0.1', '--port', `${port}`, ...smallMail]);
    child.stdin.end();
    expect(await done).toMatchObject({
      code: 3,
      stderr: `Not sent. Connecting to 127.0.0.1 port ${port} failed: nothing listens there (ECONNREFUSED). Check --port (465, 587 or 25), and whether the mail server is running.\n`,
    });
  });

  it('where the name is unknown', async () => {
    // On a network of its own, which leads nowhere: no name server is asked.
    const args = ['-rn', process.execPath, mailClient, '--host', 'nowhere.invalid', ...smallMail];
    const failure = await promisify(execFile)('unshare', args).catch((error) => error);
    expect(failure).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^Not sent\. Connecting to nowhere\.invalid port 465 failed: .* Check /),
    });
  });

  it('where the server speaks no TLS, or nothing but TLS', async () => {
    const plain = await place.send({ security: 'plain' }, ['--tls', 'implicit', ...smallMail]);
    expect(plain).toMatchObject({ code: 3, stderr: expect.stringContaining('use --tls starttls') });
    const tls = await place.send({ security: 'implicit' }, ['--timeout', '1', ...smallMail]);
    expect(tls).toMatchObject({ code: 3, stderr: expect.stringContaining('use --tls implicit') });
  });

  it('where the certificate is not to be trusted', async () => {
    const implicit = ['--tls', 'implicit', ...smallMail];
    const unknown = await place.send({ security: 'implicit', certificate: 'self-signed' }, implicit);
    expect(unknown.stderr).toContain('trust its authority with --ca FILE');
    const other = await place.send({ security: 'implicit', certificate: 'wrong-name' }, implicit);
    expect(other.stderr).toContain('the certificate is for another name');
  });
});

it.each(['starttls', 'implicit', 'plain'] as const)('reaches a server on IPv6, %s', async (security) => {
  const tls = security === 'plain' ? 'none' : security;
  const { code, session } = await place.send({ security }, ['--tls', tls, ...smallMail], { address: '::1' });
  expect(code).toBe(0);
  expect(Buffer.from(session?.commands[0]?.bytes ?? []).toString()).toBe('EHLO [IPv6:::1]\r\n');
  expect(rawMessage(session)).toContain('How are you?');
});

it('takes an IPv6 address in brackets', async () => {
  const { code } = await place.send(
    { security: 'plain' },
    ['--tls', 'none', '--host', '[::1]', ...smallMail],
    {
      address: '::1',
    },
  );
  expect(code).toBe(0);
});

it.each([
  ['SIGINT', 130, 'Interrupted.'],
  ['SIGTERM', 143, 'Terminated.'],
] as const)('ends on %s with %i', async (signal, code, said) => {
  const late = { command: 'MAIL', lines: ['250 late'], delayMs: 20_000 };
  await using server = await place.serve({ security: 'plain', replies: [late] });
  const where = ['--host', 'localhost', '--port', String(server.port), '--tls', 'none'];
  const client = startMailClient([...where, ...smallMail]);
  client.child.stdin.end();
  while (!client.said.stdout.includes('MAIL FROM')) await once(client.child.stdout, 'data');
  client.child.kill(signal);
  expect(await client.done).toMatchObject({ code, stderr: `\n${said}\n` });
});

describe('a long message', () => {
  it.each([
    ['arrives where the server is slow, though all of it takes longer than the time-out', 4, 0],
    ['is given up where the server takes no more of it', 1, 3],
  ])('%s', async (_, pauses, code) => {
    const file = join(dirname(place.authorityFile), 'long.bin');
    await writeFile(file, Buffer.alloc(24_000_000, 'x'));
    await using server = await slowServer(pauses, code === 0 ? 900 : 20_000);
    const where = ['--host', '127.0.0.1', '--port', server.port, '--tls', 'none', '--timeout', '2'];
    const { child, done } = startMailClient([...where, ...smallMail, '--attach', file]);
    child.stdin.end();
    const result = await done;
    expect(result.stderr).toMatch(code === 0 ? /^$/ : /took nothing more of the message for 2 s/);
    expect(result.code).toBe(code);
  });
});

/** A mail server that stops reading after each 6 MB, so many times. */
async function slowServer(pauses: number, pauseMs: number) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    let read = 0;
    let paused = 0;
    socket.write('220 slow\r\n');
    socket.on('data', (bytes: Buffer) => {
      read += bytes.length;
      const said = bytes.toString('latin1');
      if (said.startsWith('DATA')) socket.write('354 go on\r\n');
      else if (read < 1000 || said.endsWith('\r\n.\r\n') || said === 'QUIT\r\n') socket.write('250 fine\r\n');
      if (paused === pauses || read < (paused + 1) * 6_000_000) return;
      paused += 1;
      socket.pause();
      setTimeout(() => socket.resume(), pauseMs).unref();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: String((server.address() as AddressInfo).port),
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

it('sends although nobody reads what it shows', async () => {
  await using server = await place.serve({ security: 'plain' });
  const where = ['--host', 'localhost', '--port', String(server.port), '--tls', 'none'];
  const { child, done } = startMailClient([...where, ...smallMail]);
  child.stdin.end();
  child.stdout.destroy();
  expect(await done).toMatchObject({ code: 0, stderr: '' });
  const [session] = await server.log();
  expect(session).toMatchObject({ ended: 'quit', messages: [{ sender: 'ada@a.example' }] });
});
