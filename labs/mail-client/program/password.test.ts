import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type MailPlace,
  mailClient,
  openMailPlace,
  rawMessage,
  smallMail,
} from '../../../tests/kit/mail-client.ts';
import { keys, openTerminal } from '../../../tests/kit/open-terminal.ts';

let place: MailPlace;
beforeAll(async () => {
  place = await openMailPlace();
});
afterAll(() => place[Symbol.asyncDispose]());

const credentials = { user: 'ada', password: 'pass word' };
const base64 = (text: string) => Buffer.from(text).toString('base64');
const forms = [
  credentials.password,
  base64(credentials.password),
  base64(`\0${credentials.user}\0${credentials.password}`),
];

it.each(['PLAIN', 'LOGIN'] as const)(
  'is not shown though the server repeats it, AUTH %s',
  async (mechanism) => {
    for (const code of ['235', '535']) {
      const replies = [{ command: 'AUTH', lines: [`${code}-you said ${forms.join(' ')}`, `${code} so`] }];
      const { stdout, stderr } = await place.send(
        { security: 'starttls', authMechanisms: [mechanism], credentials, replies },
        ['--user', 'ada', ...smallMail],
        { env: { MAIL_PASSWORD: credentials.password } },
      );
      expect(stdout).toContain(`S: ${code}-you said ******** ********`);
      expect(forms.filter((form) => `${stdout}${stderr}`.includes(form))).toEqual([]);
    }
  },
);

const textFromInput = smallMail.slice(0, smallMail.indexOf('--body'));

it('is asked for on the terminal, unseen, where standard input is the text', async () => {
  await using server = await place.serve({ security: 'starttls', requiresAuth: true, credentials });
  const where = [
    '--host',
    'localhost',
    '--port',
    `${server.port}`,
    '--ca',
    place.authorityFile,
    '--user',
    'ada',
  ];
  const script = 'printf "the first line\\n" | "$@"; echo "status $?"';
  await using terminal = openTerminal(
    ['sh', '-c', script, 'sh', process.execPath, mailClient, ...where, ...textFromInput],
    { cwd: tmpdir() },
  );
  await terminal.answer('Password: ', `${credentials.password}${keys.enter}`);
  const [shown] = await terminal.shows(/[\s\S]*status 0/);
  expect(await terminal.ends()).toBe(0);
  expect(forms.filter((form) => shown.includes(form))).toEqual([]);
  const [session] = await server.log();
  expect(session?.messages[0]).toMatchObject({ user: 'ada' });
  expect(rawMessage(session)).toMatch(/\r\n\r\nthe first line$/);
});

it('is not taken from the text where there is no terminal', async () => {
  const { code, stderr, session } = await place.send(
    { security: 'starttls' },
    ['--user', 'ada', ...textFromInput],
    {
      input: 'no password\n',
    },
  );
  expect({ code, session }).toEqual({ code: 2, session: undefined });
  expect(stderr).toContain('Set MAIL_PASSWORD');
});

it('text that is not UTF-8 is refused and not damaged', async () => {
  const { code, stderr, session } = await place.send({ security: 'starttls' }, textFromInput, {
    input: Buffer.from('Gr\xfc\xdfe', 'latin1'),
  });
  expect({ code, session }).toEqual({ code: 2, session: undefined });
  expect(stderr).toContain('not UTF-8');
});
