import { SyntaxFault } from './errors.ts';
import { type Fields, fieldLines, tokensOf } from './fields.ts';
import type { RequestHead, ResponseHead, Version } from './head.ts';

/** How the end of a body is told. */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  /** Until the connection closes: responses only. */
  | { readonly kind: 'close' };

/**
 * @throws SyntaxFault where two readers could come to different ends: the seed of request smuggling
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function requestFraming(head: RequestHead): Framing {
  return declaredFraming(head.fields, head.version) ?? { kind: 'none' };
}

/**
 * @param method of the request that this answers: HEAD and CONNECT have no body whatever the fields say
 * @throws SyntaxFault
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function responseFraming(head: ResponseHead, method: string): Framing {
  if (method === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304)
    return { kind: 'none' };
  return declaredFraming(head.fields, head.version) ?? { kind: 'close' };
}

function declaredFraming(fields: Fields, version: Version): Framing | undefined {
  const codings = tokensOf(fields, 'transfer-encoding');
  const lengths = fieldLines(fields, 'content-length');
  if (fieldLines(fields, 'transfer-encoding').length > 0) {
    if (lengths.length > 0)
      throw new SyntaxFault('both Content-Length and Transfer-Encoding tell where the body ends');
    if (version === '1.0') throw new SyntaxFault('Transfer-Encoding in an HTTP/1.0 message');
    if (codings.length !== 1 || codings[0] !== 'chunked')
      throw new SyntaxFault('a transfer coding other than chunked');
    return { kind: 'chunked' };
  }
  const [length] = lengths;
  if (length === undefined) return undefined;
  if (lengths.length > 1 || !/^\d{1,15}$/.test(length))
    throw new SyntaxFault(`Content-Length is not one number: ${lengths.join(', ')}`);
  return { kind: 'length', length: Number(length) };
}
