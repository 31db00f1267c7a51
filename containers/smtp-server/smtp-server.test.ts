import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect, connectTls, ready, sendMail, startServer, text } from './testing/test-client.ts';

test('takes a mail in plain text and logs each command as it came', async () => {
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

test('goes on with a client that does not greet, and with a login that was left blank', async () => {
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

test('never offers pipelining, and AUTH and STARTTLS as the script says', async () => {
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
  expect(events.some(({ text }) => /^TLSv1\.\d established, for smtp.gmail.com/.test(text ?? ''))).toBe(true);
  expect(events.some(({ bytes }) => text(bytes).includes('MAIL FROM'))).toBe(true);
});

test('goes on where a lenient server would, and keeps what came', async () => {
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

test('keeps a message and a line that never ended', async () => {
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

test('stands whatever a client sends, and serves the next one', async () => {
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
