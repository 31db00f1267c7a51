import { SyntaxFault } from './errors.ts';
import { type Field, type Fields, trimBlanks } from './fields.ts';

export interface RequestHead {
  readonly method: string;
  /** As it came: `/www.example.com/a.html`, `http://www.example.com/a.html`, `www.example.com:443`. */
  readonly target: string;
  readonly version: Version;
  readonly fields: Fields;
}

export interface ResponseHead {
  readonly version: Version;
  readonly status: number;
  readonly reason: string;
  readonly fields: Fields;
}

export type Version = '1.0' | '1.1';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Reads a request head, strictly: what two programs might understand differently is refused, because a request that
 * the origin divides otherwise than the proxy does can smuggle a second one past it.
 *
 * @param text the head without the empty line that ends it
 * @throws SyntaxFault
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3
 */
export function parseRequestHead(text: string): RequestHead {
  const [first = '', ...lines] = linesOf(text);
  const match = /^(\S+) (\S+) HTTP\/(\d)\.(\d)$/.exec(first);
  const [, method = '', target = '', major, minor] = match ?? [];
  if (!match || !TOKEN.test(method) || major !== '1') throw new SyntaxFault('the request line is malformed');
  if (/[^\x21-\x7e]/.test(target))
    throw new SyntaxFault('the request target has characters that need %-encoding');
  if (lines.some((line) => /^[ \t]/.test(line))) throw new SyntaxFault('a header field is folded');
  return { method, target, version: minor === '0' ? '1.0' : '1.1', fields: lines.map(parseField) };
}

/**
 * Reads a response head. As a proxy must, it unfolds a folded field and takes blanks before a colon away; the rest is as
 * strict as for requests.
 *
 * @throws SyntaxFault
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-4
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-5.1
 */
export function parseResponseHead(text: string): ResponseHead {
  const [first = '', ...lines] = linesOf(text.replace(/\r?\n[ \t]+/g, ' '));
  const match = /^HTTP\/1\.(\d) ([1-9]\d\d)(?: (.*))?$/.exec(first);
  if (!match) throw new SyntaxFault(`the status line is malformed: ${JSON.stringify(first.slice(0, 80))}`);
  const [, minor, status, reason = ''] = match;
  return {
    version: minor === '0' ? '1.0' : '1.1',
    status: Number(status),
    reason,
    fields: lines.map((line) => parseField(line.replace(/^([^\s:]+)[ \t]+:/, '$1:'))),
  };
}

/** Lines end with CRLF, or with LF alone, which a receiver may accept. A CR anywhere else is refused. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.some((line) => line.includes('\r'))) throw new SyntaxFault('a CR stands without its LF');
  return lines;
}

/** @see https://www.rfc-editor.org/rfc/rfc9112#section-5.1 */
function parseField(line: string): Field {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0));
  if (!TOKEN.test(name)) throw new SyntaxFault(`not a header field: ${JSON.stringify(line.slice(0, 80))}`);
  const value = trimBlanks(line.slice(colon + 1));
  if (value.includes('\0')) throw new SyntaxFault(`the field ${name} contains a NUL`);
  return [name, value];
}

/** The bytes of a head, first line and fields, with the empty line that ends it. */
export function formatHead(firstLine: string, fields: Fields): Buffer {
  return Buffer.from(`${formatLines(firstLine, fields)}\r\n`, 'latin1');
}

/** The lines of a head, without the empty one. */
export function formatLines(firstLine: string, fields: Fields): string {
  let lines = `${firstLine}\r\n`;
  for (const [name, value] of fields) lines += `${name}: ${value}\r\n`;
  return lines;
}
