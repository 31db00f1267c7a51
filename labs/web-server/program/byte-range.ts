import { HttpError } from './http-error.ts';

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads `bytes=0-99`, `bytes=100-` and `bytes=-100`. Several ranges at once, other units and what cannot be read are
 * answered with the whole, which the RFC leaves to the server.
 * @returns undefined for the whole
 * @throws HttpError 416 when the range lies outside of the `size` bytes
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2
 */
export function parseByteRange(value: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes[ \t]*=[ \t]*(\d{0,15})-(\d{0,15})$/i.exec(value?.trim() ?? '');
  if (!match) return undefined;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return undefined;
  const isSuffix = from === '';
  const first = isSuffix ? Math.max(size - Number(to), 0) : Number(from);
  const last = isSuffix || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (!isSuffix && to !== '' && Number(to) < first) return undefined;
  if (first > last || (isSuffix && Number(to) === 0)) {
    throw new HttpError(416, `The document has ${size} bytes.`, [['Content-Range', `bytes */${size}`]]);
  }
  return { first, last };
}
