import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CertificateAuthority, createAuthority } from '../../harness/wire/certificate-authority.ts';
import { Recorder } from '../../harness/wire/recorder.ts';
import type { SmtpScript } from './script.ts';
import { startSmtpServer } from './smtp-server.ts';

let authority: CertificateAuthority;
beforeAll(async () => {
  authority = await createAuthority();
});

async function startServer(script: SmtpScript) {
  const recorder = new Recorder();
  const server = await startSmtpServer(0, script, { recorder, host: '127.0.0.1', authority });
  return { recorder, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** A client that sends what it is told and collects what it gets. */
class Client {
  text = '';
  chunks = 0;
  readonly socket: net.Socket;
  readonly closed: Promise<unknown>;

  constructor(socket: net.Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.setEncoding('latin1');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      this.text += chunk;
      this.chunks++;
    });
  }

  /** Waits until what came matches, and forgets it. */
  async expect(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.text)) {
      await Promise.race([
        once(this.socket, 'data'),
        this.closed.then(() => Promise.reject(new Error(this.text))),
      ]);
    }
    const said = this.text;
    this.text = '';
    return said;
  }

  async say(line: string, pattern = /^\d{3} .*\r\n$/m): Promise<string> {
    this.socket.write(Buffer.from(line, 'latin1'));
    return this.expect(pattern);
  }
}

async function connect(port: number): Promise<Client> {
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return new Client(socket);
}

async function connectTls(port: number, socket?: net.Socket): Promise<Client> {
  const secured = tls.connect({
    ...(socket ? { socket } : { host: '127.0.0.1', port }),
    servername: 'smtp.gmail.com',
    ca: authority.certificatePem,
  });
  await once(secured, 'secureConnect');
  return new Client(secured);
}

const b64 = (text: string) => Buffer.from(text).toString('base64');
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1');
const ready = /220 .*\r\n/;

async function sendMail(client: Client, message = 'From: a\r\n\r\nhi') {
  await client.say('MAIL FROM:<a@b.example>\r\n');
  await client.say('RCPT TO:<c@d.example>\r\n');
  await client.say('DATA\r\n');
  return client.say(`${message}\r\n.\r\n`);
}

describe('startSmtpServer', () => {
  it('takes a mail in plain text and logs each command as it came', async () => {
    await using started = await startServer({ security: 'plain' });
    const client = await connect(started.server.port);
    await client.expect(ready);
    await client.say('ehlo me\r\n');
    expect(await sendMail(client, 'From: a\r\n\r\n..dot')).toMatch(/^250 /);
    await client.say('QUIT\r\n', /^221 /);
    await client.closed;
    const [entry] = await started.server.log();
    expect(entry).toMatchObject({ usedTls: 'none', ended: 'quit', port: started.server.port });
    expect(entry?.commands.map(({ verb, bytes }) => [verb, text(bytes)])).toEqual([
      ['EHLO', 'ehlo me\r\n'],
      ['MAIL', 'MAIL FROM:<a@b.example>\r\n'],
      ['RCPT', 'RCPT TO:<c@d.example>\r\n'],
      ['DATA', 'DATA\r\n'],
      ['QUIT', 'QUIT\r\n'],
    ]);
    expect(entry?.commands.every(({ cameBeforeReply }) => !cameBeforeReply)).toBe(true);
    const [message] = entry?.messages ?? [];
    expect(message).toMatchObject({ sender: 'a@b.example', recipients: ['c@d.example'] });
    expect(text(message?.raw)).toBe('From: a\r\n\r\n..dot');
    expect(text(message?.terminator)).toBe('\r\n.\r\n');
    expect(structuredClone(entry)).toEqual(entry);
  });

  it('goes on with a client that does not greet, and with a login that was left blank', async () => {
    await using started = await startServer({ security: 'starttls' });
    const plain = await connect(started.server.port);
    await plain.expect(ready);
    expect(await sendMail(plain)).toMatch(/^250 /);
    const client = await connect(started.server.port);
    await client.expect(ready);
    await client.say('HELO me\r\n');
    await client.say('STARTTLS\r\n', /^220 /);
    const secured = await connectTls(0, client.socket);
    expect(await secured.say('AUTH LOGIN\r\n')).toMatch(/^334 /);
    expect(await secured.say('\r\n')).toMatch(/^334 /);
    expect(await secured.say('\r\n')).toMatch(/^235 /);
    expect(await sendMail(secured)).toMatch(/^250 /);
    const [, entry] = await started.server.log();
    expect(entry?.commands.map(({ verb }) => verb)).toEqual([
      ...['HELO', 'STARTTLS', 'AUTH', 'AUTH*', 'AUTH*', 'MAIL', 'RCPT', 'DATA'],
    ]);
  });

  it('never offers pipelining, and AUTH and STARTTLS as the script says', async () => {
    await using started = await startServer({ security: 'starttls', advertisesAuth: 'over-tls' });
    const client = await connect(started.server.port);
    await client.expect(ready);
    const offers = await client.say('EHLO me\r\n');
    expect(offers).toContain('STARTTLS');
    expect(offers).not.toMatch(/AUTH|PIPELINING/);
    await client.say('STARTTLS\r\n');
    const secured = await connectTls(0, client.socket);
    const again = await secured.say('EHLO me\r\n');
    expect(again).toContain('AUTH PLAIN LOGIN');
    expect(again).not.toContain('STARTTLS');
    expect(await sendMail(secured)).toMatch(/^250 /);
    const [entry] = await started.server.log();
    expect(entry).toMatchObject({ usedTls: 'starttls', serverName: 'smtp.gmail.com' });
    expect(entry?.commands.map(({ verb, isEncrypted }) => `${verb} ${isEncrypted}`)).toEqual([
      'EHLO false',
      'STARTTLS false',
      'EHLO true',
      'MAIL true',
      'RCPT true',
      'DATA true',
    ]);
    const events = started.recorder.transcript()[0]?.events ?? [];
    expect(events.some(({ text }) => /^TLSv1\.\d established, for smtp.gmail.com/.test(text ?? ''))).toBe(
      true,
    );
    expect(events.some(({ bytes }) => text(bytes).includes('MAIL FROM'))).toBe(true);
  });

  it.each(['implicit', 'auto'] as const)('speaks TLS from the first byte: %s', async (security) => {
    await using started = await startServer({ security });
    const client = await connectTls(started.server.port);
    await client.expect(ready);
    await client.say('EHLO me\r\n');
    expect(await sendMail(client)).toMatch(/^250 /);
    expect(await started.server.log()).toMatchObject([{ usedTls: 'implicit', serverName: 'smtp.gmail.com' }]);
  });

  it('greets in plain text who says nothing', async () => {
    await using started = await startServer({ security: 'auto', sniffMs: 20 });
    const client = await connect(started.server.port);
    await client.expect(ready);
    expect(await client.say('HELO me\r\n')).toMatch(/^250 /);
  });

  it('shows certificates that a careful client refuses, and says that it did', async () => {
    for (const certificate of ['self-signed', 'wrong-name'] as const) {
      await using started = await startServer({ security: 'implicit', certificate });
      await expect(connectTls(started.server.port)).rejects.toThrow(
        /self-signed|does not match|unable to verify/,
      );
      expect((await started.server.log())[0]?.commands).toEqual([]);
    }
  });

  it('logs in by PLAIN and LOGIN, and refuses a wrong password', async () => {
    await using started = await startServer({
      security: 'plain',
      credentials: { user: 'ann', password: 's3cret' },
      requiresAuth: true,
    });
    const client = await connect(started.server.port);
    await client.expect(ready);
    await client.say('EHLO me\r\n');
    expect(await client.say('MAIL FROM:<a@b.example>\r\n')).toMatch(/^530 /);
    expect(await client.say(`AUTH PLAIN ${b64('\0ann\0wrong')}\r\n`)).toMatch(/^535 /);
    expect(await client.say('AUTH LOGIN\r\n')).toBe(`334 ${b64('Username:')}\r\n`);
    expect(await client.say(`${b64('ann')}\r\n`)).toBe(`334 ${b64('Password:')}\r\n`);
    expect(await client.say(`${b64('s3cret')}\r\n`)).toMatch(/^235 /);
    await sendMail(client);
    const [entry] = await started.server.log();
    expect(entry?.commands.map(({ verb }) => verb)).toEqual([
      'EHLO',
      'MAIL',
      'AUTH',
      'AUTH',
      'AUTH*',
      'AUTH*',
      'MAIL',
      'RCPT',
      'DATA',
    ]);
    expect(entry?.messages[0]?.user).toBe('ann');
  });

  it('sees who does not wait', async () => {
    await using started = await startServer({ security: 'plain', replyDelayMs: 20 });
    const client = await connect(started.server.port);
    await client.expect(ready);
    client.socket.write(
      'HELO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nhi\r\n.\r\nQUIT\r\n',
    );
    await client.closed;
    const [entry] = await started.server.log();
    expect(entry?.commands.map(({ verb, cameBeforeReply }) => `${verb} ${cameBeforeReply}`)).toEqual([
      'HELO false',
      'MAIL true',
      'RCPT true',
      'DATA true',
      'QUIT true',
    ]);
    expect(entry?.messages[0]?.cameBeforeReply).toBe(true);
  });

  it('goes on where a lenient server would, and keeps what came', async () => {
    await using started = await startServer({ security: 'plain' });
    const client = await connect(started.server.port);
    await client.expect(ready);
    for (const line of ['HELO\n', 'MAIL FROM: a@b.example\n', 'rcpt to: <sys>\r\n']) {
      expect(await client.say(line), line).toMatch(/^250 /);
    }
    expect(await client.say('DATA\n')).toMatch(/^354 /);
    expect(await client.say('hi\n.\n')).toMatch(/^250 /);
    const [entry] = await started.server.log();
    expect(entry?.commands.map(({ bytes }) => text(bytes))).toEqual([
      'HELO\n',
      'MAIL FROM: a@b.example\n',
      'rcpt to: <sys>\r\n',
      'DATA\n',
    ]);
    expect(entry?.messages).toMatchObject([{ sender: 'a@b.example', recipients: ['sys'] }]);
    expect(text(entry?.messages[0]?.terminator)).toBe('\n.\n');
  });

  it('replies by rule: for the n-th, for an argument, in several lines, and closes or hangs up', async () => {
    await using started = await startServer({
      security: 'plain',
      hasMultilineGreeting: true,
      replies: [
        { command: 'MAIL', nth: 1, lines: ['450 4.2.0 Later'] },
        { command: 'RCPT', argument: 'gone@', lines: ['550 5.1.1 No such user'] },
        { command: 'RCPT', lines: ['250-fine', '250 very fine'] },
        { command: 'MESSAGE', nth: 1, lines: ['554 5.7.1 No'] },
        { command: 'QUIT', lines: ['421 4.3.2 Bye'], closes: true },
      ],
    });
    const client = await connect(started.server.port);
    expect(await client.expect(ready)).toMatch(/^220-.*\r\n220-.*\r\n220 .*\r\n$/);
    await client.say('HELO me\r\n');
    expect(await client.say('MAIL FROM:<a@b.example>\r\n')).toMatch(/^450 /);
    await client.say('MAIL FROM:<a@b.example>\r\n');
    expect(await client.say('RCPT TO:<gone@d.example>\r\n')).toMatch(/^550 /);
    expect(await client.say('RCPT TO:<c@d.example>\r\n')).toBe('250-fine\r\n250 very fine\r\n');
    await client.say('DATA\r\n');
    expect(await client.say('one\r\n.\r\n')).toMatch(/^554 /);
    expect(await sendMail(client)).toMatch(/^250 /);
    expect(await client.say('QUIT\r\n')).toMatch(/^421 /);
    await client.closed;
    const [entry] = await started.server.log();
    expect(entry).toMatchObject({ ended: 'server-closed' });
    expect(entry?.messages.map(({ recipients, reply }) => [recipients, reply.slice(0, 3)])).toEqual([
      [['c@d.example'], '554'],
      [['c@d.example'], '250'],
    ]);
  });

  it('hangs up without a word', async () => {
    await using started = await startServer({
      security: 'plain',
      replies: [{ command: 'MAIL', lines: [], hangsUp: true }],
    });
    const client = await connect(started.server.port);
    await client.expect(ready);
    await client.say('HELO me\r\n');
    client.socket.write('MAIL FROM:<a@b.example>\r\n');
    await client.closed;
    expect(client.text).toBe('');
    expect(await started.server.log()).toMatchObject([{ ended: 'server-closed' }]);
  });

  it('ends at once, whatever it waits for', async () => {
    const replies = [{ command: 'HELO', lines: ['250 at last'], delayMs: 60_000 }];
    const started = await startServer({ security: 'plain', replies });
    const client = await connect(started.server.port);
    await client.expect(ready);
    client.socket.write('HELO me\r\n');
    const idle = await connect(started.server.port);
    await idle.expect(ready);
    const before = performance.now();
    await started.server[Symbol.asyncDispose]();
    await Promise.all([client.closed, idle.closed]);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('sends replies in pieces', async () => {
    await using started = await startServer({ security: 'plain', segmentSize: 3, segmentGapMs: 3 });
    const client = await connect(started.server.port);
    await client.expect(/220 .*\r\n/);
    expect(client.chunks).toBeGreaterThan(5);
    const sent = started.recorder.transcript()[0]?.events.filter(({ kind }) => kind === 'data') ?? [];
    expect(sent.every(({ bytes }) => bytes && bytes.length <= 3)).toBe(true);
  });

  it('keeps a message and a line that never ended', async () => {
    await using started = await startServer({ security: 'plain' });
    const unended = await connect(started.server.port);
    await unended.expect(ready);
    unended.socket.end('HELO me');
    await unended.closed;
    const client = await connect(started.server.port);
    await client.expect(ready);
    await client.say('HELO me\r\n');
    await client.say('MAIL FROM:<a@b.example>\r\n');
    await client.say('RCPT TO:<c@d.example>\r\n');
    await client.say('DATA\r\n');
    client.socket.end('From: a\r\n\r\nhi');
    await client.closed;
    const [first, second] = await started.server.log();
    expect(first?.commands).toMatchObject([{ verb: 'HELO', reply: '' }]);
    expect(second?.ended).toBe('client-closed');
    expect(text(second?.messages[0]?.raw)).toBe('From: a\r\n\r\nhi');
    expect(second?.messages[0]?.terminator).toHaveLength(0);
  });

  it('stands whatever a client sends, and serves the next one', async () => {
    await using started = await startServer({ security: 'auto', sniffMs: 1 });
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom(
          'EHLO a\r\n',
          'MAIL FROM:<a@b>\r\n',
          'RCPT TO:<c>\n',
          'DATA\r\n',
          '.\r\n',
          'AUTH LOGIN\r\n',
          'AUTH PLAIN !\r\n',
          '*\r\n',
          'STARTTLS\r\n',
          'RSET\r\n',
          '\x16\x03\x01',
          '\0',
          'QUIT\r\n',
        )
        .map((said) => Buffer.from(said, 'latin1')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.boolean(), async (pieces, isReset) => {
        const client = await connect(started.server.port);
        for (const each of pieces) client.socket.write(each);
        if (isReset) client.socket.resetAndDestroy();
        else client.socket.end();
        await Promise.race([client.closed, sleep(150)]);
        client.socket.destroy();
      }),
      { numRuns: 40 },
    );
    expect((await started.server.log()).length).toBeGreaterThanOrEqual(40);
    const last = await connect(started.server.port);
    await last.expect(ready);
    expect(await last.say('HELO me\r\n')).toMatch(/^250 /);
  });
});
