import { expect, test } from 'vitest';
import { readSmtpCredentials } from '../../../harness/index.ts';
import { type LoginContext, loginFault } from './login-fault.ts';

const context: LoginContext = {
  user: 'ada',
  password: 'secret',
  isUserGiven: true,
  isPasswordGiven: true,
  isRefused: false,
};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const login = (...lines: string[]) => readSmtpCredentials(lines.map((line) => Buffer.from(`${line}\r\n`)));
const byLogin = (user: string, password: string) => login('AUTH LOGIN', base64(user), base64(password));

test.each([
  ['no base64', login('AUTH LOGIN', 'ada!', 'secret!'), {}, /is not base64/, /not what base64 makes/],
  [
    'PLAIN of another form',
    login(`AUTH PLAIN ${base64('ada:secret')}`),
    {},
    /NUL/,
    /^The argument of AUTH PLAIN/,
  ],
  ['half of it', login('AUTH LOGIN', base64('ada')), {}, /without a password/, /^The login stops halfway/],
  ['a line end in it', byLogin('ada\n', 'secret'), {}, /a line end is part/, /^A line end was encoded/],
  ['another user', byLogin('eve', 'secret'), {}, /the user "eve" instead of "ada"/, /somebody else/],
  ['another password', byLogin('ada', 'other'), {}, /another password/, /^The password is well encoded/],
  ['a refusal', byLogin('ada', 'secret'), { isRefused: true }, /the server refused/, /by AUTH LOGIN/],
])('%s has a hint of its own', (_, credentials, changes, actual, hint) => {
  const fault = loginFault(credentials, { ...context, ...changes });
  expect(fault?.actual).toMatch(actual);
  expect(fault?.hint).toMatch(hint);
});

test.each([
  ['what was given', byLogin('ada', 'secret'), {}],
  ['a login of its own', byLogin('eve', 'other'), {}],
  ['a password of its own', byLogin('ada', 'other'), { isPasswordGiven: false }],
  ['one left out of the source', byLogin('', ''), { isPasswordGiven: false, isRefused: true }],
])('%s is right', (_, credentials, changes) => {
  expect(loginFault(credentials, { ...context, ...changes })).toBeUndefined();
});
