import { latin1 } from './lines.ts';
import { decodeBase64 } from './transfer-encoding.ts';

/** What a client told in one AUTH exchange. */
export interface SmtpCredentials {
  /** Upper case: `PLAIN`, `LOGIN`. */
  readonly mechanism: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** What is wrong with it, as a sentence. */
  readonly problem: string | undefined;
}

/**
 * Reads an AUTH exchange.
 * @param lines the AUTH command and the lines after it, in order, line ends included
 * @see https://www.rfc-editor.org/rfc/rfc4954#section-4
 * @see https://www.rfc-editor.org/rfc/rfc4616#section-2 PLAIN
 */
export function readSmtpCredentials(lines: readonly Uint8Array[]): SmtpCredentials {
  const [first = '', ...rest] = lines.map((line) => latin1(line).trim());
  const [, mechanism = '', initial] = first.split(/\s+/);
  const told = initial === undefined ? rest : [initial === '=' ? '' : initial, ...rest];
  const decoded = told.map((line) => decodeBase64(Buffer.from(line, 'latin1')));
  const broken = told.findIndex((_, index) => (decoded[index]?.deviations.length ?? 0) > 0);
  const values = decoded.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  const problem = broken < 0 ? undefined : `"${told[broken]?.slice(0, 60)}" is not base64`;
  const name = mechanism.toUpperCase();
  if (name !== 'PLAIN') return { mechanism: name, user: values[0], password: values[1], problem };
  const [, user, password] = values[0]?.split('\0') ?? [];
  const shape = password === undefined ? 'PLAIN needs NUL user NUL password, in base64' : undefined;
  return { mechanism: name, user, password, problem: problem ?? shape };
}
