import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  smallMail as MAIL,
  type MailPlace,
  openMailPlace,
  rawMessage as rawOf,
  startMailClient as start,
} from '../../../tests/kit/mail-client.ts';

let place: MailPlace;
beforeAll(async () => {
  place = await openMailPlace();
});
afterAll(() => place[Symbol.asyncDispose]());

const send: MailPlace['send'] = (...told) => place.send(...told);

describe('the mail client', () => {
  it('sends over STARTTLS, logs in, and never shows the password', async () => {
    const { code, stdout, stderr, session } = await send(
      {
        security: 'starttls',
        requiresTls: true,
        requiresAuth: true,
        credentials: { user: 'ada', password: 'pass word' },
      },
      ['--user', 'ada', ...MAIL],
      { env: { MAIL_PASSWORD: 'pass word' } },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(session).toMatchObject({ usedTls: 'starttls', serverName: 'localhost', ended: 'quit' });
    expect(session?.commands.map(({ verb }) => verb).join(' ')).toBe(
      'EHLO STARTTLS EHLO AUTH MAIL RCPT DATA QUIT',
    );
    expect(stdout).toContain('C: AUTH PLAIN ********');
    expect(stdout).not.toContain(Buffer.from('\0ada\0pass word').toString('base64'));
    expect(stdout).toContain('Sent to bob@b.example');
  });

  it('logs in by LOGIN where only that is offered', async () => {
    const { code, session } = await send(
      { security: 'implicit', authMechanisms: ['LOGIN'], credentials: { user: 'ada', password: 'pw' } },
      ['--tls', 'implicit', '--user', 'ada', ...MAIL],
      { env: { MAIL_PASSWORD: 'pw' } },
    );
    expect(code).toBe(0);
    expect(session?.commands.map(({ verb }) => verb)).toContain('AUTH*');
  });

  it('falls back to HELO, and speaks plain text when told to', async () => {
    const { code, session } = await send(
      { security: 'plain', replies: [{ command: 'EHLO', lines: ['502 5.5.1 Not implemented'] }] },
      ['--tls', 'none', ...MAIL],
    );
    expect(code).toBe(0);
    expect(session?.commands.map(({ verb }) => verb).slice(0, 2)).toEqual(['EHLO', 'HELO']);
  });

  it('refuses to log in without TLS, and to go on where TLS is not offered', async () => {
    const plain = await send({ security: 'plain' }, ['--tls', 'none', '--user', 'ada', ...MAIL]);
    expect(plain).toMatchObject({ code: 2, stderr: expect.stringContaining('Without TLS') });
    const none = await send({ security: 'plain' }, MAIL);
    expect(none).toMatchObject({ code: 3, stderr: expect.stringContaining('offers no STARTTLS') });
    expect(none.session?.messages).toEqual([]);
  });

  it('takes the text from standard input, dots and all', async () => {
    const args = MAIL.slice(0, MAIL.indexOf('--body'));
    const { code, session } = await send({ security: 'starttls' }, args, {
      input: '.one\r\ntwo\n\n.\nthree',
    });
    expect(code).toBe(0);
    expect(rawOf(session).split('\r\n\r\n').slice(1).join('\r\n\r\n')).toBe(
      '..one\r\ntwo\r\n\r\n..\r\nthree',
    );
  });

  it('reports refusals: one recipient, all of them, the message', async () => {
    const refusal = '550 5.1.1 No such user';
    const replies = [{ command: 'RCPT', argument: 'bob@', lines: [refusal] }];
    const some = await send({ security: 'starttls', replies }, [...MAIL, '--to', 'eve@e.example']);
    expect(some).toMatchObject({ code: 1, stderr: expect.stringContaining(refusal) });
    expect(some.session?.messages[0]?.recipients).toEqual(['eve@e.example']);
    const all = await send({ security: 'starttls', replies }, MAIL);
    expect(all).toMatchObject({ code: 1, stderr: expect.stringContaining(refusal) });
    expect(all.session?.commands.at(-1)?.verb).toBe('QUIT');
    const rule = { command: 'MESSAGE', lines: ['554 5.6.0 Rejected'] };
    const message = await send({ security: 'starttls', replies: [rule] }, [...MAIL, '--json']);
    expect(message.code).toBe(1);
    expect(JSON.parse(message.stdout)).toEqual({
      isSent: false,
      error: expect.stringContaining('554 5.6.0'),
    });
  });

  it('refuses certificates that prove nothing, before it says anything', async () => {
    for (const certificate of ['self-signed', 'wrong-name'] as const) {
      const { code, session } = await send({ security: 'implicit', certificate }, [
        '--tls',
        'implicit',
        ...MAIL,
      ]);
      expect(code).toBe(3);
      expect(session?.commands).toEqual([]);
    }
  });

  it('ends when the server hangs up, and when it says nothing', async () => {
    const replies = [{ command: 'MAIL', lines: [], hangsUp: true }];
    const gone = await send({ security: 'starttls', replies }, MAIL);
    expect(gone).toMatchObject({ code: 3, stderr: expect.stringContaining('closed the connection') });
    const late = [{ command: 'CONNECT', lines: ['220 late'], delayMs: 3000 }];
    const silent = await send({ security: 'starttls', replies: late }, [...MAIL, '--timeout', '1']);
    expect(silent).toMatchObject({ code: 3, stderr: expect.stringContaining('within 1 s') });
  });

  it('tells what is wrong with its arguments', async () => {
    for (const [args, said] of [
      [['--port', 'x'], '--port is a whole number'],
      [['--tls', 'maybe'], '--tls is implicit'],
      [['--frm', 'a'], 'See --help'],
      [['--subject', 'a\r\nBcc: x@y'], 'line break'],
      [['--from', 'nobody at all'], 'no address for the sender'],
      [['--attach', '/no/such/file'], 'Cannot read the attachment'],
    ] as const) {
      const { child, done } = start(['--host', 'localhost', ...MAIL, ...args]);
      child.stdin.end();
      expect(await done, said).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
    }
  });

  it('asks for everything when started without arguments', async () => {
    await using server = await place.serve({ security: 'starttls' });
    const { child, done } = start([], { NODE_EXTRA_CA_CERTS: place.authorityFile });
    child.stdin.end(
      `localhost\n${server.port}\nada\npw\nada@a.example\nbob@b.example, eve@e.example\nHello\none\ntwo\n.\n`,
    );
    const { code, stdout } = await done;
    expect(stdout).toContain('Mail server: ');
    expect(code).toBe(0);
    const [session] = await server.log();
    expect(session?.messages[0]).toMatchObject({
      user: 'ada',
      recipients: ['bob@b.example', 'eve@e.example'],
    });
    expect(rawOf(session)).toMatch(/\r\n\r\none\r\ntwo$/);
  });
});
