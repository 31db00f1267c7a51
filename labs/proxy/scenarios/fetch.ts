import type { HttpReceived, OriginEntry } from '../../../harness/index.ts';

/**
 * How the request names its origin: `GET /www.example.com/a.html`, `GET http://www.example.com/a.html`, or, for proxies
 * that know front pages only, `GET /www.example.com` or `GET http://www.example.com/`: what is asked for is then the page
 * at `/`. A proxy that takes its port from the Host field gets one that names port 80, too.
 */
export type Form = 'path' | 'absolute' | 'front' | 'absolute-front' | 'absolute-port';

/** In the order in which they are tried. */
export const FORMS: readonly Form[] = ['path', 'absolute', 'front', 'absolute-front', 'absolute-port'];

/** What we ask the proxy for. */
export interface Asked {
  /** Name with dots; nearly all students' programs need them. */
  readonly host: string;
  /** In origin form: `/notes/a.html?x=1`. */
  readonly path: string;
  readonly port?: number;
  readonly method?: string;
  /** Beside Host, User-Agent, Accept and Connection. */
  readonly fields?: readonly (readonly [string, string])[];
  readonly requestBody?: Uint8Array;
  /** How long the answer may take to begin and may pause, where the usual time is too short for it. */
  readonly patienceMs?: number;
  /** `Connection: close` unless false. */
  readonly closes?: boolean;
}

/** One request through the proxy and what came of it, on both sides. */
export interface Fetch {
  readonly form: Form;
  readonly asked: Asked;
  /** Of the proxy. */
  readonly port: number;
  /** The first line as it was sent. */
  readonly requestLine: string;
  /** All that the proxy answered. */
  readonly bytes: Uint8Array;
  readonly ended: HttpReceived['ended'];
  readonly firstByteMs?: number;
  readonly durationMs: number;
  /** Our conversation with the proxy, for the evidence. */
  readonly conversation: string;
  /** What reached the origin while this was under way. */
  readonly origin: readonly OriginEntry[];
  /** Whether the program was still running afterwards. */
  readonly isRunning: boolean;
}

/** The bytes of a request to the proxy. */
export function requestBytes(asked: Asked, form: Form, proxy: { host: string; port: number }): Uint8Array {
  const authority = authorityOf(asked, form);
  const host = form.startsWith('absolute') ? authority : `${proxy.host}:${proxy.port}`;
  const lines = [
    requestLine(asked, form),
    `Host: ${host}`,
    'User-Agent: Mozilla/5.0',
    'Accept: */*',
    ...(asked.fields ?? []).map(([name, value]) => `${name}: ${value}`),
    ...(asked.closes === false ? [] : ['Connection: close']),
  ];
  return Buffer.concat([
    Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
    asked.requestBody ?? new Uint8Array(),
  ]);
}

export function requestLine(asked: Asked, form: Form): string {
  const prefix = form.startsWith('absolute') ? 'http://' : '/';
  const path = form === 'front' ? '' : form === 'absolute-front' ? '/' : asked.path;
  return `${asked.method ?? 'GET'} ${prefix}${authorityOf(asked, form)}${path} HTTP/1.1`;
}

function authorityOf({ host, port = 80 }: Asked, form: Form): string {
  return port === 80 && form !== 'absolute-port' ? host : `${host}:${port}`;
}
