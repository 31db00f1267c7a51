import type { MailDeviation } from './deviation.ts';
import { decodeWords } from './encoded-word.ts';
import { latin1, splitLines } from './lines.ts';
import { type MailMessage, mailFieldValues, parseMailMessage } from './message.ts';
import { type Decoded, decodeBase64, decodeQuotedPrintable, decodeText } from './transfer-encoding.ts';

/** One leaf of a message: its text, or a file in it. */
export interface MimePart {
  /** Lower case, without parameters: `text/plain`, which is also what a part without the field is. */
  readonly type: string;
  /** Undefined where none is named. */
  readonly charset: string | undefined;
  /** Lower case: `7bit` where none is named. */
  readonly encoding: string;
  /** `inline`, `attachment`. */
  readonly disposition: string | undefined;
  readonly filename: string | undefined;
  /** Content, transfer encoding taken off. */
  readonly bytes: Uint8Array;
  readonly deviations: readonly MailDeviation[];
}

const MAX_DEPTH = 8;

/**
 * The leaves of a message in order; one for a message that is not multipart.
 * @see https://www.rfc-editor.org/rfc/rfc2046#section-5.1
 */
export function readMimeParts(message: MailMessage, depth = 0): MimePart[] {
  const type = headerOf(message, 'content-type') ?? { value: 'text/plain', parameters: {} };
  const boundary = type.parameters.boundary;
  if (!type.value.startsWith('multipart/')) return [leaf(message, type)];
  if (!boundary) return [leaf(message, type, { kind: 'no-boundary', text: 'A multipart needs a boundary' })];
  if (depth >= MAX_DEPTH)
    return [leaf(message, type, { kind: 'nested-too-deep', text: 'Too deeply nested' })];
  const { parts, isClosed } = splitParts(message.body, boundary);
  const leaves = parts.flatMap((part) => readMimeParts(parseMailMessage(part), depth + 1));
  const last = leaves.at(-1);
  if (isClosed || !last) return leaves;
  const text = `The last boundary, --${boundary}--, is missing`;
  const told: MailDeviation = { kind: 'unclosed-multipart', offset: message.body.length, text };
  return [...leaves.slice(0, -1), { ...last, deviations: [...last.deviations, told] }];
}

/** The text of a part as its charset says; UTF-8 where none is named. Line ends stay as they are. */
export function textOfPart(part: MimePart): string {
  return decodeText(part.bytes, part.charset ?? 'utf-8');
}

interface HeaderValue {
  readonly value: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** `text/plain; charset="utf-8"` taken apart. @see https://www.rfc-editor.org/rfc/rfc2045#section-5.1 */
function headerOf(message: MailMessage, name: string): HeaderValue | undefined {
  const [raw] = mailFieldValues(message, name);
  if (raw === undefined) return undefined;
  const [value = '', ...rest] = splitOutsideQuotes(raw);
  const parameters = Object.fromEntries(
    rest.flatMap((each) => {
      const [, key, quoted, plain] = /^([\w*-]+)\s*=\s*(?:"([^"]*)"|(\S*))$/.exec(each.trim()) ?? [];
      return key === undefined ? [] : [[key.toLowerCase(), quoted ?? plain ?? '']];
    }),
  );
  return { value: value.trim().toLowerCase(), parameters };
}

/** At each semicolon with an even number of quotes behind it. From the end, for a quote at the start may be a slip. */
function splitOutsideQuotes(raw: string): string[] {
  const parts: string[] = [];
  let end = raw.length;
  let isQuoted = false;
  for (let at = raw.length - 1; at >= 0; at -= 1) {
    const character = raw.charAt(at);
    if (character === '"') isQuoted = !isQuoted;
    if (character !== ';' || isQuoted) continue;
    parts.push(raw.slice(at + 1, end));
    end = at;
  }
  return [...parts, raw.slice(0, end)].reverse();
}

function leaf(
  message: MailMessage,
  type: HeaderValue,
  problem?: Pick<MailDeviation, 'kind' | 'text'>,
): MimePart {
  const encoding = headerOf(message, 'content-transfer-encoding')?.value ?? '7bit';
  const disposition = headerOf(message, 'content-disposition');
  const decoded = decodeTransfer(message.body, encoding);
  const filename = filenameOf(disposition?.parameters ?? {}) ?? filenameOf(type.parameters);
  const extra = problem ? [{ ...problem, offset: message.bodyOffset }] : [];
  return {
    type: type.value,
    charset: type.parameters.charset?.toLowerCase(),
    encoding,
    disposition: disposition?.value,
    filename,
    bytes: decoded.bytes,
    deviations: [...message.deviations, ...decoded.deviations, ...extra],
  };
}

function filenameOf(parameters: Readonly<Record<string, string>>): string | undefined {
  const extended = parameters['filename*'];
  if (extended !== undefined) {
    const bytes = Buffer.from(extended.replace(/^[^']*'[^']*'/, '').replaceAll('%', '='), 'latin1');
    return decodeText(decodeQuotedPrintable(bytes).bytes, 'utf-8');
  }
  const plain = parameters.filename ?? parameters.name;
  return plain === undefined ? undefined : decodeWords(plain).text;
}

function decodeTransfer(body: Uint8Array, encoding: string): Decoded {
  if (encoding === 'base64') return decodeBase64(body);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  if (['7bit', '8bit', 'binary', ''].includes(encoding)) return { bytes: body, deviations: [] };
  const text = `"${encoding}" is no transfer encoding`;
  return { bytes: body, deviations: [{ kind: 'unknown-encoding', offset: 0, text }] };
}

/** The line end before a boundary belongs to the boundary. */
function splitParts(body: Uint8Array, boundary: string): { parts: Uint8Array[]; isClosed: boolean } {
  const parts: Uint8Array[] = [];
  let start: number | undefined;
  for (const line of splitLines(body)) {
    const text = latin1(line.bytes).trimEnd();
    const isEnd = text === `--${boundary}--`;
    if (!isEnd && text !== `--${boundary}`) continue;
    if (start !== undefined) parts.push(body.subarray(start, endBefore(body, start, line.offset)));
    if (isEnd) return { parts, isClosed: true };
    start = Math.min(body.length, line.offset + line.bytes.length + (line.end === 'crlf' ? 2 : 1));
  }
  if (start !== undefined) parts.push(body.subarray(start));
  return { parts, isClosed: false };
}

function endBefore(body: Uint8Array, start: number, boundaryAt: number): number {
  const length = body[boundaryAt - 2] === 0x0d ? 2 : 1;
  return Math.max(start, boundaryAt - length);
}
