import { expect, test } from 'vitest';
import { connect, ready, sendMail, startServer } from './testing/test-client.ts';

test('sees who does not wait', async () => {
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

test('replies by rule: for the n-th, for an argument, in several lines, and closes or hangs up', async () => {
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

test('hangs up without a word', async () => {
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

test('ends at once, whatever it waits for', async () => {
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

test('sends replies in pieces', async () => {
  await using started = await startServer({ security: 'plain', segmentSize: 3, segmentGapMs: 3 });
  const client = await connect(started.server.port);
  await client.expect(/220 .*\r\n/);
  expect(client.chunks).toBeGreaterThan(5);
  const sent = started.recorder.transcript()[0]?.events.filter(({ kind }) => kind === 'data') ?? [];
  expect(sent.every(({ bytes }) => bytes && bytes.length <= 3)).toBe(true);
});
