import { HttpParser, type HttpParserOptions } from './http-parser.ts';
import type { HttpDeviation, HttpMessage, HttpMessageKind } from './message.ts';

export interface ParsedHttp {
  readonly message: HttpMessage;
  readonly deviations: readonly HttpDeviation[];
  /** Bytes that came after the message. */
  readonly rest: Uint8Array;
}

/** Reads all the bytes of a connection that has ended as one message. */
export function parseHttp(kind: HttpMessageKind, bytes: Uint8Array, options?: HttpParserOptions): ParsedHttp {
  const parser = new HttpParser(kind, options);
  parser.push(bytes);
  const message = parser.end();
  return { message, deviations: parser.deviations, rest: parser.rest };
}

/**
 * Reads one response after the other, as they answer `requestMethods`. Interim responses (1xx) answer nothing and are
 * in the list too. Stops where the bytes stop, so the list may be shorter than the methods.
 */
export function parseResponses(bytes: Uint8Array, requestMethods: readonly string[]): readonly ParsedHttp[] {
  const parsed: ParsedHttp[] = [];
  let rest = bytes;
  let answered = 0;
  while (rest.length > 0 && answered < requestMethods.length) {
    const next = parseNext('response', rest, { requestMethod: requestMethods[answered] ?? 'GET' });
    parsed.push(next);
    if (!isInterim(next.message)) answered += 1;
    rest = next.rest;
  }
  return parsed;
}

/** Reads as many requests as the bytes hold; the last may be incomplete. */
export function parseRequests(bytes: Uint8Array): readonly ParsedHttp[] {
  const parsed: ParsedHttp[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const next = parseNext('request', rest);
    parsed.push(next);
    rest = next.rest;
  }
  return parsed;
}

const firstPieceBytes = 2048;

/**
 * One message with others behind it: what follows is not surplus. The parser gets the bytes piece by piece: it copies
 * what it gets, and for thousands of small messages in a row it would copy all that follows for each of them.
 */
function parseNext(kind: HttpMessageKind, bytes: Uint8Array, options?: HttpParserOptions): ParsedHttp {
  const parser = new HttpParser(kind, options);
  let given = 0;
  for (let size = firstPieceBytes; given < bytes.length && !parser.isComplete; size *= 2) {
    const piece = bytes.subarray(given, given + size);
    parser.push(piece);
    given += piece.length;
  }
  const message = parser.isComplete ? parser.message() : parser.end();
  const rest = parser.isComplete ? bytes.subarray(given - parser.rest.length) : new Uint8Array();
  return { message, deviations: parser.deviations, rest };
}

function isInterim(message: HttpMessage): boolean {
  return message.status !== undefined && message.status < 200;
}
