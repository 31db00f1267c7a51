import { HttpError } from './http-error.ts';
import type { Request } from './request.ts';

/** How many bytes of body follow a head: a number, or chunks that tell themselves where they end. */
export type BodyLength = number | 'chunked';

/**
 * The bodies of requests mean nothing to a server of files, but the next request begins where they end.
 * @throws HttpError 400 or 501, after which the connection must close: its next request cannot be found
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function bodyLengthOf({ fields }: Request): BodyLength {
  const coding = fields.get('transfer-encoding')?.toLowerCase();
  const length = fields.get('content-length');
  if (coding !== undefined && length !== undefined) {
    throw new HttpError(400, 'Both Content-Length and Transfer-Encoding tell where the body ends.');
  }
  if (coding === 'chunked') return 'chunked';
  if (coding !== undefined) throw new HttpError(501, 'This transfer coding is not known here.');
  if (length === undefined) return 0;
  const [first = '', ...others] = length.split(',').map((each) => each.trim());
  if (!/^\d{1,15}$/.test(first) || others.some((other) => other !== first)) {
    throw new HttpError(400, 'Content-Length is no number of bytes.');
  }
  return Number(first);
}

/**
 * Measures chunks. @see https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 * @returns how many of the bytes are the whole chunked body, or undefined when its end has not come yet
 * @throws HttpError 400
 */
export function measureChunks(bytes: Buffer): number | undefined {
  let at = 0;
  while (true) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) {
      if (bytes.length - at > 1_024) throw new HttpError(400, 'A chunk has no size.');
      return undefined;
    }
    const size = /^([0-9A-Fa-f]{1,8})[ \t]*(;[^\r\n]*)?$/.exec(bytes.toString('latin1', at, lineEnd))?.[1];
    if (size === undefined) throw new HttpError(400, 'A chunk has no size.');
    const dataEnd = lineEnd + 2 + Number.parseInt(size, 16);
    if (Number.parseInt(size, 16) === 0) return endOfTrailers(bytes, dataEnd);
    if (bytes.length < dataEnd + 2) return undefined;
    if (bytes.toString('latin1', dataEnd, dataEnd + 2) !== '\r\n')
      throw new HttpError(400, 'A chunk has no end.');
    at = dataEnd + 2;
  }
}

function endOfTrailers(bytes: Buffer, start: number): number | undefined {
  if (bytes.toString('latin1', start, start + 2) === '\r\n') return start + 2;
  const blankLine = bytes.indexOf('\r\n\r\n', start);
  return blankLine < 0 ? undefined : blankLine + 4;
}
