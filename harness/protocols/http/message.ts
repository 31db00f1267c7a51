/** Which way a message goes; the two start differently and end differently. */
export type HttpMessageKind = 'request' | 'response';

/** How the end of the body is told, RFC 9112 section 6.3. `close`: by the end of the connection. */
export type HttpFraming = 'none' | 'length' | 'chunked' | 'close';

/** One field line as it came. */
export interface HttpField {
  /** As sent; compare without case. */
  readonly name: string;
  /** Without the white space around it; folded lines joined by one space. */
  readonly value: string;
  /** The line without its end, Latin-1. */
  readonly raw: string;
  readonly offset: number;
}

/** A place where the bytes are not what RFC 9112 says. Not a verdict: some are harmless, and checks decide. */
export interface HttpDeviation {
  readonly kind: HttpDeviationKind;
  /** In bytes, from the first byte of the message. */
  readonly offset: number;
  /** A sentence: `The line ends with LF instead of CRLF`. */
  readonly text: string;
}

export type HttpDeviationKind =
  | 'lf-only'
  | 'bare-cr'
  | 'nul-byte'
  | 'leading-blank-line'
  | 'no-status-line'
  | 'malformed-status-line'
  | 'no-space-after-status'
  | 'malformed-request-line'
  | 'no-version'
  | 'no-blank-line'
  | 'head-ends-at-eof'
  | 'malformed-field'
  | 'space-before-colon'
  | 'obs-fold'
  | 'missing-host'
  | 'several-hosts'
  | 'bad-length'
  | 'repeated-length'
  | 'conflicting-lengths'
  | 'length-and-transfer-encoding'
  | 'transfer-encoding-not-chunked'
  | 'transfer-encoding-in-http-1.0'
  | 'bad-chunk-size'
  | 'bad-chunk-end'
  | 'chunk-lf-only'
  | 'short-body'
  | 'second-head'
  | 'surplus-bytes';

/** What was read of one message. Undefined fields were not there. */
export interface HttpMessage {
  readonly kind: HttpMessageKind;
  /** Without its line end, Latin-1; empty when there was none. */
  readonly startLine: string;
  /** `1.1` */
  readonly version?: string;
  readonly status?: number;
  readonly reason?: string;
  readonly method?: string;
  readonly target?: string;
  readonly fields: readonly HttpField[];
  /** From the first byte to the blank line, that included. */
  readonly headBytes: Uint8Array;
  /** The end of the head was seen. */
  readonly isHeadComplete: boolean;
  /** Where the body begins, from the first byte of the message. */
  readonly bodyOffset: number;
  readonly framing: HttpFraming;
  /** Announced by Content-Length, where that frames the body. */
  readonly announcedLength?: number;
  /** With chunks taken apart. */
  readonly body: Uint8Array;
  readonly trailers: readonly HttpField[];
  /** Head and body are whole by their own framing. A body that ends with the connection is whole after `end()`. */
  readonly isComplete: boolean;
}

/** Values of all fields of that name, in order. */
export function fieldValues(fields: readonly HttpField[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return fields.filter((field) => field.name.toLowerCase() === wanted).map((field) => field.value);
}

/** The value of the first field of that name. */
export function fieldValue(message: HttpMessage, name: string): string | undefined {
  return fieldValues(message.fields, name)[0];
}

/** The members of a list-valued field, all its lines together, lower case. */
export function fieldTokens(fields: readonly HttpField[], name: string): readonly string[] {
  return fieldValues(fields, name)
    .flatMap((value) => value.split(','))
    .map((token) => token.trim().toLowerCase())
    .filter((token) => token !== '');
}
