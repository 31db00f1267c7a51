import { HttpError } from './http-error.ts';

/** The head of a request, read and found well formed. */
export interface Request {
  readonly method: string;
  readonly target: string;
  /** 0 or 1, of HTTP/1.x. */
  readonly minorVersion: number;
  /** Values by lower-case name; several lines of one name are joined by a comma. */
  readonly fields: ReadonlyMap<string, string>;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([\x21-\x7e]+)(?: ([^ ]*))?$/;

/**
 * Reads a head: its lines without the blank line at the end.
 * @throws HttpError 400 or 505
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3
 */
export function parseRequest(head: string): Request {
  const [requestLine = '', ...fieldLines] = head.split(/\r?\n/);
  const [, method = '', target = '', version = ''] = REQUEST_LINE.exec(requestLine) ?? [];
  if (method === '') throw new HttpError(400, 'The request line is not: method, target, version.');
  const minorVersion = parseVersion(version);
  const fields = parseFields(fieldLines);
  checkHost(fields.get('host'), minorVersion);
  return { method, target, minorVersion, fields };
}

function parseVersion(version: string): number {
  if (version === 'HTTP/1.1') return 1;
  const match = /^HTTP\/(\d)\.(\d)$/.exec(version);
  if (!match) throw new HttpError(400, 'The request line does not end with an HTTP version.');
  if (match[1] !== '1') throw new HttpError(505, 'This server speaks HTTP/1.0 and HTTP/1.1.');
  return Math.min(Number(match[2]), 1);
}

/** @see https://www.rfc-editor.org/rfc/rfc9112#section-5 */
function parseFields(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
    const value = trimBlanks(line.slice(colon + 1));
    // No space may stand before the colon, and none at the beginning of a line: both have hidden requests in requests.
    if (!TOKEN.test(name) || /[\0-\x08\x0a-\x1f\x7f]/.test(value)) {
      throw new HttpError(400, 'A header line is not: name, colon, value.');
    }
    const earlier = fields.get(name);
    if (name === 'host' && earlier !== undefined) throw new HttpError(400, 'Host is there twice.');
    fields.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return fields;
}

/**
 * Text without the spaces and tabs around it. By hand: the regular expression `[ \t]+$` looks at a long run of blanks
 * once from each of them, and a single field of 32 KiB would hold the server up for a second.
 */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
function checkHost(host: string | undefined, minorVersion: number): void {
  if (host === undefined && minorVersion === 1) throw new HttpError(400, 'Host is missing.');
  if (host !== undefined && !/^[\w.~%!$&'()*+,;=:[\]-]*$/.test(host)) {
    throw new HttpError(400, 'Host is no host.');
  }
}

/** Whether the client wants to send another request on this connection. @see https://www.rfc-editor.org/rfc/rfc9112#section-9.3 */
export function wantsToStay(request: Request): boolean {
  const connection = request.fields.get('connection');
  if (connection === undefined) return request.minorVersion === 1;
  const options = connection
    .toLowerCase()
    .split(',')
    .map((option) => option.trim());
  if (options.includes('close')) return false;
  return request.minorVersion === 1 || options.includes('keep-alive');
}
