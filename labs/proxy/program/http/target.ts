import { isIPv6 } from 'node:net';
import { RequestError } from './errors.ts';

/** Where a request goes. */
export interface Destination {
  /** Lower case, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Origin form for the origin's request line: `/a.html?x=1`. Empty for CONNECT. */
  readonly path: string;
}

/**
 * Finds the destination in a request target. Three forms are understood: `http://host:port/path`, as a browser sends it
 * to the proxy it is set up with; `/host:port/path`, as one types it into the address bar behind the proxy's own
 * address; and `host:port`, for CONNECT.
 *
 * @throws RequestError 400 when it is none of them
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export function parseTarget(method: string, target: string): Destination {
  if (method === 'CONNECT') return { ...parseAuthority(target), path: '' };
  const absolute = /^http:\/\/([^/?#]*)([^#]*)/i.exec(target);
  if (absolute) return destination(absolute[1] ?? '', absolute[2] ?? '');
  const path = /^\/(?:http:\/\/)?([^/?#]+)([^#]*)/i.exec(target);
  if (path) return destination(path[1] ?? '', path[2] ?? '');
  throw new RequestError(400, `the target ${target} names no host: http://host/path or /host/path is needed`);
}

function destination(authority: string, rest: string): Destination {
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return { ...parseAuthority(authority, 80), path };
}

/** `host`, `host:port`, `[v6]:port`. Without a default the port must be there. */
function parseAuthority(authority: string, defaultPort?: number): { host: string; port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._~%-]+))(?::(\d{0,5}))?$/.exec(authority);
  const host = (match?.[1] ?? match?.[2] ?? '').toLowerCase();
  const port = match?.[3] ? Number(match[3]) : defaultPort;
  if (!host || port === undefined || port < 1 || port > 65535 || (match?.[1] && !isIPv6(host)))
    throw new RequestError(400, `${authority || 'nothing'} is not a host and port`);
  return { host, port };
}

/** `www.example.com`, `www.example.com:8080`, `[::1]:8080`: the Host field's value. */
export function formatAuthority({ host, port }: { host: string; port: number }): string {
  // Of names and addresses only those of IPv6 have colons.
  const name = host.includes(':') ? `[${host}]` : host;
  return port === 80 ? name : `${name}:${port}`;
}

/** The URL under which a response is stored: scheme, host, port and the whole target, query included. */
export function formatUrl(destination: Destination): string {
  return `http://${formatAuthority(destination)}${destination.path}`;
}
