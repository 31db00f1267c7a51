import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';

export interface Endpoint {
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
}

/** What went wrong, in words, by the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'nobody knows that name',
  EAI_AGAIN: 'no name server answers; is this machine connected?',
  EADDRINUSE: 'another program has it; choose another with --port',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENETUNREACH: 'this machine has no route to that network',
  EHOSTUNREACH: 'there is no way to that host',
  ECONNREFUSED: 'nothing listens there',
};

/** `this machine has no route to that network (ENETUNREACH)` */
export function reasonOf(code: string): string {
  return REASONS[code] === undefined ? code : `${REASONS[code]} (${code})`;
}

/** Finds the address of a host, IPv4 or IPv6. @throws with a message for the user when there is none */
export async function resolveEndpoint(host: string, port: number): Promise<Endpoint> {
  try {
    const { address, family } = await lookup(host);
    return { address, family: family === 6 ? 6 : 4, port };
  } catch (error) {
    throw new Error(`cannot find the address of "${host}": ${reasonOf(codeOf(error))}`);
  }
}

/**
 * A UDP socket that talks to one endpoint alone: the kernel keeps datagrams of others away, and tells when the
 * endpoint's host says that nothing listens there (ICMP port unreachable, `ECONNREFUSED`).
 * @throws the system's error, with its code, when there is no route, say
 * @see https://www.rfc-editor.org/rfc/rfc1122#section-4.1.3.3 RFC 1122 section 4.1.3.3
 */
export async function connectedSocket(endpoint: Endpoint): Promise<Socket> {
  const socket = createSocket(endpoint.family === 6 ? 'udp6' : 'udp4');
  try {
    socket.connect(endpoint.port, endpoint.address);
    await once(socket, 'connect');
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

/**
 * A UDP socket that waits for datagrams on a port. Without a host it listens on every address, IPv6 and IPv4.
 * @throws with a message for the user when the port cannot be had
 */
export async function boundSocket(host: string | undefined, port: number): Promise<Socket> {
  const endpoint = await resolveEndpoint(host ?? '::', port);
  try {
    return await bind(endpoint);
  } catch (error) {
    const code = codeOf(error);
    const hasNoIpv6 = code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL';
    if (host === undefined && hasNoIpv6) return boundSocket('0.0.0.0', port);
    const where = host === undefined ? `port ${port}` : `${host} port ${port}`;
    const reason =
      code === 'EACCES' ? 'ports below 1024 need more rights; choose another with --port' : reasonOf(code);
    throw new Error(`cannot listen on ${where}: ${reason}`);
  }
}

async function bind({ address, family, port }: Endpoint): Promise<Socket> {
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  try {
    socket.bind(port, address);
    await once(socket, 'listening');
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

/** `ECONNREFUSED` and the like. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** `127.0.0.1 port 12000`; IPv4 addresses that came through an IPv6 socket in their own form. */
export function describeEndpoint({ address, port }: { address: string; port: number }): string {
  return `${address.replace(/^::ffff:/, '')} port ${port}`;
}
