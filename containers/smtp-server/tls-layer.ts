import { isIP, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { CertificateAuthority } from '../../harness/wire/certificate-authority.ts';
import type { SmtpScript } from './script.ts';

/** What a handshake came to. */
export type Handshake =
  | {
      readonly isSecure: true;
      readonly socket: TLSSocket;
      readonly protocol: string;
      readonly serverName?: string;
    }
  | { readonly isSecure: false; readonly error: string; readonly serverName?: string };

/** Names in the certificate of a server that was asked for another name. */
const WRONG_NAMES = ['wrong.name.example'];

/** A client that closes before its side of TLS is up is not always seen to. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
const CLOSED_EARLY = 'closed in mid-handshake';

/** Shakes hands with a client, as server. Never rejects for what the client does. */
export async function acceptTls(
  socket: Socket,
  authority: CertificateAuthority,
  certificate: SmtpScript['certificate'],
): Promise<Handshake> {
  let serverName: string | undefined;
  const context = (names: readonly string[]): Promise<SecureContext> =>
    contextFor(names, authority, certificate);
  const secured = new TLSSocket(socket, {
    isServer: true,
    secureContext: await context([socket.localAddress?.replace(/^::ffff:/, '') ?? 'localhost', 'localhost']),
    SNICallback: (name, done) => {
      serverName = name;
      context([name]).then(
        (made) => done(null, made),
        (error: Error) => done(error),
      );
    },
  });
  const error = await settled(secured);
  const asked = serverName === undefined ? {} : { serverName };
  if (error !== undefined) return { isSecure: false, error, ...asked };
  return { isSecure: true, socket: secured, protocol: secured.getProtocol() ?? 'TLS', ...asked };
}

/** TLS 1.0 and weak parameters are taken: how a program secures itself is for checks to judge, not for the handshake. */
async function contextFor(
  names: readonly string[],
  authority: CertificateAuthority,
  certificate: SmtpScript['certificate'],
): Promise<SecureContext> {
  const issued =
    certificate === 'self-signed'
      ? await authority.issueSelfSigned(names)
      : await authority.issue(certificate === 'wrong-name' ? WRONG_NAMES : names.filter(isName));
  return createSecureContext({
    cert: issued.certPem,
    key: issued.keyPem,
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
}

function isName(name: string): boolean {
  return isIP(name) > 0 || /^[\w.-]+$/.test(name);
}

/** @returns undefined when the handshake is done, else why it is not: `unknown ca` */
function settled(secured: TLSSocket): Promise<string | undefined> {
  return new Promise((resolve) => {
    // Reading is what makes `end` come; no data can come before `secure`.
    const read = (): void => void secured.read();
    secured.on('readable', read);
    secured.once('secure', () => {
      secured.off('readable', read);
      resolve(undefined);
    });
    secured.once('_tlsError', (error: Error) => resolve(reason(error)));
    secured.on('error', (error: Error) => resolve(reason(error)));
    secured.once('end', () => resolve(CLOSED_EARLY));
    secured.once('close', () => resolve(CLOSED_EARLY));
    const waiting = setTimeout(() => resolve('no handshake'), HANDSHAKE_TIMEOUT_MS);
    secured.once('secure', () => clearTimeout(waiting));
    secured.once('close', () => clearTimeout(waiting));
  });
}

/** `tlsv1 alert unknown ca` -> `unknown ca`. */
function reason(error: Error & { reason?: string; code?: string }): string {
  return (error.reason ?? error.code ?? error.message).replace(/^(?:tlsv1|sslv3|ssl\/tls) alert /, '');
}
