import { type HttpMessage, parseHttp, withoutSecondHead } from '../../harness/index.ts';

/** How what came compares with the document. Line ends after its last byte are told apart: they have their own check. */
export type Comparison =
  | { readonly kind: 'same' }
  | { readonly kind: 'surplus-line-end'; readonly offset: number }
  | { readonly kind: 'different'; readonly offset: number };

/** What follows the head of a response, whatever its length says; chunks taken apart, a second head left out. */
export function contentOf(bytes: Uint8Array, message: HttpMessage): Uint8Array {
  return withoutSecondHead(message.framing === 'chunked' ? message.body : bytes.subarray(message.bodyOffset));
}

/** The content of the response to a GET. */
export function contentOfAnswer(bytes: Uint8Array): Uint8Array {
  return contentOf(bytes, parseHttp('response', bytes).message);
}

export function compareContent(content: Uint8Array, expected: Uint8Array): Comparison {
  if (Buffer.compare(content, expected) === 0) return { kind: 'same' };
  const shorter = Math.min(content.length, expected.length);
  let offset = 0;
  while (offset < shorter && content[offset] === expected[offset]) offset += 1;
  if (offset < expected.length) return { kind: 'different', offset };
  const surplus = content.subarray(expected.length);
  const isLineEnd = surplus.length <= 4 && surplus.every((byte) => byte === 10 || byte === 13);
  return { kind: isLineEnd ? 'surplus-line-end' : 'different', offset };
}
