import { ExitStatus, MailFailure } from './failure.ts';

/** What was attempted. */
export interface Attempt {
  readonly step: 'connect' | 'secureConnect';
  readonly host: string;
  readonly port: number;
}

const CHECK_HOST = 'Check --host';
const CHECK_NETWORK = 'Check the network of this machine, and --host';

/** By the codes of the system and of Node: what it means, and what to do. */
const CONNECTING: Readonly<Record<string, readonly [meaning: string, advice: string]>> = {
  ENOTFOUND: ['there is no such host', `${CHECK_HOST} for a slip of the pen`],
  EAI_AGAIN: ['no name server answered', `${CHECK_NETWORK}, or give an address instead of a name`],
  ECONNREFUSED: [
    'nothing listens there',
    'Check --port (465, 587 or 25), and whether the mail server is running',
  ],
  ETIMEDOUT: [
    'there was no answer',
    'Check --host and --port; a firewall may be in the way, as many networks block port 25',
  ],
  EHOSTUNREACH: ['no way leads to that host', CHECK_NETWORK],
  ENETUNREACH: ['no way leads to that network', CHECK_NETWORK],
  EADDRNOTAVAIL: ['this machine has no address to reach it from', CHECK_NETWORK],
  EACCES: ['the system does not allow it', 'A firewall of this machine forbids it: ask who runs it'],
};

const NO_TLS = 'If this port begins in the clear, as 587 and 25 do, use --tls starttls';
const NO_TRUST = 'If you know that server, trust its authority with --ca FILE';

const SECURING: Readonly<Record<string, readonly [meaning: string, advice: string]>> = {
  ERR_SSL_WRONG_VERSION_NUMBER: ['what the server says is no TLS', NO_TLS],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ['what the server says is no TLS', NO_TLS],
  ECONNRESET: ['the server closed the connection', NO_TLS],
  ETIMEDOUT: ['there was no answer', NO_TLS],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'the certificate is for another name',
    'Give --host as the name in the certificate; if it is right, somebody else may be answering',
  ],
  CERT_HAS_EXPIRED: ['the certificate has expired', 'Tell who runs the server, and check the clock here'],
  CERT_NOT_YET_VALID: ['the certificate is not valid yet', 'Check the clock of this machine'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['the certificate is signed by itself', NO_TRUST],
  SELF_SIGNED_CERT_IN_CHAIN: ['the certificate comes from an unknown authority', NO_TRUST],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['the certificate comes from an unknown authority', NO_TRUST],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['the certificate comes from an unknown authority', NO_TRUST],
};

/** Why there is no connection, or no TLS on it: what was attempted, on what, why it failed, what to do. */
export function connectionFailure(error: unknown, { step, host, port }: Attempt): MailFailure {
  const { code, message } = firstError(error);
  const known = (step === 'connect' ? CONNECTING : SECURING)[code ?? ''];
  const attempted = `${step === 'connect' ? 'Connecting to' : 'TLS with'} ${host} port ${port} failed`;
  if (!known) return new MailFailure(`${attempted}: ${message}`, ExitStatus.connection);
  const [meaning, advice] = known;
  return new MailFailure(`${attempted}: ${meaning} (${code}). ${advice}.`, ExitStatus.connection);
}

/** An attempt at several addresses fails with several errors; the first will do. */
function firstError(error: unknown): { code?: string | undefined; message: string } {
  if (error instanceof AggregateError) return firstError(error.errors[0]);
  if (!(error instanceof Error)) return { message: String(error) };
  return { code: (error as NodeJS.ErrnoException).code, message: error.message };
}
