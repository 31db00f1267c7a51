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
  pushInPieces(parser, bytes, () => false);
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
 * The parser copies what it gets, and keeps what came before the end of the head: it gets the bytes piece by piece, so
 * that neither a large body is kept twice nor all that follows a small message.
 * @returns how many it got
 */
function pushInPieces(parser: HttpParser, bytes: Uint8Array, isEnough: () => boolean): number {
  let given = 0;
  for (let size = firstPieceBytes; given < bytes.length && !isEnough(); size *= 2) {
    const piece = bytes.subarray(given, given + size);
    parser.push(piece);
    given += piece.length;
  }
  return given;
}

/** One message with others behind it: what follows is not surplus. */
function parseNext(kind: HttpMessageKind, bytes: Uint8Array, options?: HttpParserOptions): ParsedHttp {
  const parser = new HttpParser(kind, options);
  const given = pushInPieces(parser, bytes, () => parser.isComplete);
  const message = parser.isComplete ? parser.message() : parser.end();
  const rest = parser.isComplete ? bytes.subarray(given - parser.rest.length) : new Uint8Array();
  return { message, deviations: parser.deviations, rest };
}

function isInterim(message: HttpMessage): boolean {
  return message.status !== undefined && message.status < 200;
}
