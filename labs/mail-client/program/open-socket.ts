import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { connectionFailure } from './connection-advice.ts';

export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly isImplicitTls: boolean;
  /** PEM of all the authorities that are trusted. */
  readonly trusted: readonly string[];
  /** For the connection, and for each reply. */
  readonly timeoutMs: number;
}

/** @throws MailFailure with status 3 */
export async function openSocket(options: ConnectionOptions): Promise<Socket> {
  const { host, port } = options;
  const socket = connect({ host, port });
  await settled(socket, 'connect', options);
  return socket;
}

/**
 * Shakes hands. The certificate is checked against the trusted authorities, and its names against the host that was asked for.
 * @throws MailFailure with status 3
 */
export async function secure(socket: Socket, options: ConnectionOptions): Promise<TLSSocket> {
  const { host, trusted } = options;
  // What breaks below breaks the TLS socket too, and is told there.
  socket.on('error', () => undefined);
  const secured = connectTls({
    socket,
    host,
    ca: [...trusted],
    rejectUnauthorized: true,
    ...(isIP(host) ? {} : { servername: host }),
  });
  await settled(secured, 'secureConnect', options);
  return secured;
}

/** Waits for an event of the socket, not longer than the time-out. */
async function settled(
  socket: Socket,
  step: 'connect' | 'secureConnect',
  { host, port, timeoutMs }: ConnectionOptions,
): Promise<void> {
  const deadline = setTimeout(() => socket.destroy(errorWithCode('ETIMEDOUT')), timeoutMs);
  const isGone = once(socket, 'close').then(() => {
    throw errorWithCode('ECONNRESET');
  });
  try {
    await Promise.race([once(socket, step), isGone]);
  } catch (error) {
    socket.on('error', () => undefined);
    socket.destroy();
    throw connectionFailure(error, { step, host, port });
  } finally {
    isGone.catch(() => undefined);
    clearTimeout(deadline);
  }
}

function errorWithCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
