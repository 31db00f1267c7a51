import { expect, test } from 'vitest';
import { mailClient } from '../testing/plan-kit.ts';
import { findingsOf } from './testing/findings-of.ts';

const talk =
  'import socket\ns = socket.socket()\ns.connect(("smtp.example.org", 587))\ns.send(b"EHLO me\\r\\n")\n';

test.each([
  ['an app password of Gmail', `${talk}password = "krzv mwpo qtxl ajde"\n`, 5],
  ['a password as people choose it', `${talk}sender = "me@example.org"\nPASSWORD = 'Sommer2024!'\n`, 6],
  ['with a type', `${talk}smtp_password: str = "h7Kq92mZ"\n`, 5],
  ['an argument of login', `${talk}server.login("me@example.org", "h7Kq92mZ!")\n`, 5],
  ['AUTH PLAIN by hand', `${talk}auth = base64.b64encode(b"\\x00me@example.org\\x00h7Kq92mZ")\n`, 5],
])('%s is told, and not repeated', async (_, source, line) => {
  const [finding] = await findingsOf({ 'mail_client.py': source }, mailClient, ['smtp']);
  expect(finding).toMatchObject({ id: 'password-in-source', title: 'A password stands in the source' });
  expect(finding?.detail).toMatch(new RegExp(`^mail_client\\.py:${line}\\. If it is a real one`));
  expect(finding?.audience).toBeUndefined();
  expect(finding?.detail).not.toMatch(/krzv|Sommer|h7Kq/);
});

test.each([
  ['asked for', `${talk}password = getpass.getpass("Your Password1: ")\n`],
  ['from the environment', `${talk}password = os.environ["MAIL_PASSWORD1"]\n`],
  [
    'a placeholder',
    `${talk}password = "your_password_here1"\npwd = "********"\nsecret = "xxxx xxxx xxxx xxxx"\n`,
  ],
  ['a prompt', `${talk}print("password: Abc12345")\nprompt_password = "Password: "\n`],
  ['commented out', `${talk}# password = "h7Kq92mZ!"\n`],
  ['a user name', `${talk}server.login("somebody42@example.org", password)\n`],
])('no password: %s', async (_, source) => {
  expect(await findingsOf({ 'mail_client.py': source }, mailClient, ['smtp'])).toEqual([]);
});
