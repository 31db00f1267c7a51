import { expect, test } from 'vitest';
import { b64, connect, connectTls, ready, sendMail, startServer } from './testing/test-client.ts';

test.each(['implicit', 'auto'] as const)('speaks TLS from the first byte: %s', async (security) => {
  await using started = await startServer({ security });
  const client = await connectTls(started.server.port);
  await client.expect(ready);
  await client.say('EHLO me\r\n');
  expect(await sendMail(client)).toMatch(/^250 /);
  expect(await started.server.log()).toMatchObject([{ usedTls: 'implicit', serverName: 'smtp.gmail.com' }]);
});

test('greets in plain text who says nothing', async () => {
  await using started = await startServer({ security: 'auto', sniffMs: 20 });
  const client = await connect(started.server.port);
  await client.expect(ready);
  expect(await client.say('HELO me\r\n')).toMatch(/^250 /);
});

test('shows certificates that a careful client refuses, and says that it did', async () => {
  for (const certificate of ['self-signed', 'wrong-name'] as const) {
    await using started = await startServer({ security: 'implicit', certificate });
    await expect(connectTls(started.server.port)).rejects.toThrow(
      /self-signed|does not match|unable to verify/,
    );
    expect((await started.server.log())[0]?.commands).toEqual([]);
  }
});

test('logs in by PLAIN and LOGIN, and refuses a wrong password', async () => {
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
