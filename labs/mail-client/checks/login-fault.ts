import type { SmtpCredentials } from '../../../harness/index.ts';

/** What is wrong with a login: as the report shows it, and the likeliest cause with its cure. */
export interface LoginFault {
  readonly actual: string;
  readonly hint: string;
}

/** What the program knew, and what came of it. */
export interface LoginContext {
  readonly user: string;
  readonly password: string;
  /** It was told them, by arguments or at a prompt. */
  readonly isUserGiven: boolean;
  readonly isPasswordGiven: boolean;
  /** No line of the exchange was answered by 235. */
  readonly isRefused: boolean;
}

const ENCODE =
  'Encode the bytes alone, without a line end: base64.b64encode(user.encode()), each on a line of its own after a 334.';

/** Undefined where the login is right, or nothing of it can be known to be wrong. */
export function loginFault(login: SmtpCredentials, context: LoginContext): LoginFault | undefined {
  const { mechanism, user, password } = login;
  // Left out of the source before it was handed in: the exchange itself is right.
  if (login.problem === undefined && user === '' && password === '' && !context.isPasswordGiven)
    return undefined;
  return (
    faultOfForm(login) ??
    faultOfContent(user ?? '', password ?? '', context) ??
    (context.isRefused
      ? {
          actual: 'a login that the server refused',
          hint: `User and password are well encoded, and the server does not take them by AUTH ${mechanism}. Look at its reply in the transcript: the answer to EHLO names the ways that it knows.`,
        }
      : undefined)
  );
}

function faultOfForm({ mechanism, user, password, problem }: SmtpCredentials): LoginFault | undefined {
  if (problem !== undefined)
    return {
      actual: problem,
      hint:
        mechanism === 'PLAIN'
          ? 'The argument of AUTH PLAIN is not what it should be: base64, once, of a NUL, the user, a NUL and the password, without a line end in it.'
          : `User or password are not what base64 makes of them. ${ENCODE}`,
    };
  if (!user || !password)
    return {
      actual: `AUTH ${mechanism} without ${user ? 'a password' : 'a user'}`,
      hint: 'The login stops halfway. Wait for each 334, and answer the first one with base64 of the user, the second one with base64 of the password.',
    };
  if (/[\r\n]/.test(user + password))
    return {
      actual: 'a line end is part of the user or password',
      hint: `A line end was encoded with the text: take it off what was read (strip()). ${ENCODE}`,
    };
  return undefined;
}

function faultOfContent(user: string, password: string, context: LoginContext): LoginFault | undefined {
  const isOurs = user === context.user || password === context.password;
  if (isOurs && user !== context.user && context.isUserGiven)
    return {
      actual: `the user "${user}" instead of "${context.user}"`,
      hint: 'The program logs in as somebody else than it was told. Take the user that was given (--user, or the answer to your question), not one from the source.',
    };
  if (isOurs && password !== context.password && context.isPasswordGiven)
    return {
      actual: 'another password than it was given',
      hint: 'The password is well encoded and is not the one that was given. Take the one that was told, whole and unchanged, not one from the source.',
    };
  return undefined;
}
