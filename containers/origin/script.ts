/** What the origin serves. Plain data. */
export interface OriginScript {
  /** First match wins; nothing matches: 404 with a small HTML body. */
  readonly objects: readonly OriginObject[];
}

export interface OriginObject {
  /** Host name without port; any when absent. */
  readonly host?: string;
  /** Request target in origin form, query included: `/a.html?x=1`. */
  readonly path: string;
  /** Any method when absent. */
  readonly method?: string;
  /** The default is 200 OK. */
  readonly status?: number;
  readonly reason?: string;
  /** Header fields in order, sent as given. Content-Length, Date and Connection are added unless `bare`. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Uint8Array;
  /** Instead of `body`: this many bytes of `patternBytes`, streamed; the transcript keeps only the first of them. */
  readonly bodyLength?: number;
  /** How the end of the body is told; the default is `length`. */
  readonly framing?: 'length' | 'chunked' | 'close';
  /** Waits this long before the first byte of the answer. */
  readonly delayMs?: number;
  /** Sends at most so many bytes at a time, with `segmentGapMs` in between. */
  readonly segmentSize?: number;
  readonly segmentGapMs?: number;
  /** Closes (`end`) or resets (`reset`) after this many bytes of the body. */
  readonly breakAfterBytes?: number;
  readonly breakBy?: 'end' | 'reset';
  /** Answers 304 to a matching If-None-Match or If-Modified-Since. */
  readonly answersConditionally?: boolean;
  /** Sends exactly these bytes as the whole answer, then closes. */
  readonly raw?: Uint8Array;
  /** No automatic fields. */
  readonly bare?: boolean;
  /** Keeps the connection open after the answer even when the request asks to close; default false. */
  readonly keepsAlive?: boolean;
  /** Closes after the answer whatever the request says. Without it HTTP/1.1 connections stay open, as real ones do. */
  readonly closes?: boolean;
}

/** One request that the origin got. */
export interface OriginEntry {
  readonly atMs: number;
  /** The conversation it came in. */
  readonly conversation: string;
  readonly method: string;
  /** As it came: origin form, absolute form, authority form. */
  readonly target: string;
  readonly version: string;
  /** Names as they came. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** Raw bytes of the head. */
  readonly head: Uint8Array;
}
