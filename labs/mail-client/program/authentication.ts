/** Who logs in. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** What an AUTH exchange sends: the command, and then one line for each 334 of the server. */
export interface AuthExchange {
  readonly command: string;
  readonly answers: readonly string[];
  /** The command with the secret left out, for the eye. */
  readonly shown: string;
  /** What nobody may see, in each form it has on the wire. */
  readonly secrets: readonly string[];
}

/**
 * Plans the exchange by a mechanism that the server offers: PLAIN, else LOGIN.
 * @returns undefined when it offers neither
 * @see https://www.rfc-editor.org/rfc/rfc4954#section-4
 */
export function planAuth(
  mechanisms: readonly string[],
  { user, password }: Credentials,
): AuthExchange | undefined {
  // RFC 4616: authorization identity (empty), NUL, user, NUL, password.
  const plain = base64(`\0${user}\0${password}`);
  const secrets = [plain, base64(password), password];
  if (mechanisms.includes('PLAIN')) {
    return { command: `AUTH PLAIN ${plain}`, answers: [], shown: 'AUTH PLAIN ********', secrets };
  }
  if (mechanisms.includes('LOGIN')) {
    return { command: 'AUTH LOGIN', answers: [base64(user), base64(password)], shown: 'AUTH LOGIN', secrets };
  }
  return undefined;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
