import { HttpParser } from '../../harness/protocols/http/http-parser.ts';
import type { TcpClient } from '../tcp-client/tcp-client.ts';

export interface ReceiveOptions {
  /** Of the request that is answered; the default is GET. A response to HEAD has no body. */
  readonly requestMethod?: string;
  /** How long the first byte may take; the default is 5 s. */
  readonly firstByteTimeoutMs?: number;
  /** A silence that ends the reading once bytes have come; the default is 2 s. */
  readonly quietMs?: number;
  /** For the whole response, whatever comes; the default is no limit. */
  readonly totalTimeoutMs?: number;
  /** Gives up after so long when fewer bytes have come by then: the rest would not come in time either. */
  readonly trial?: { readonly ms: number; readonly bytes: number };
  /** How long to wait for a close, or for bytes too many, once the response is whole; the default is 0. */
  readonly lingerMs?: number;
}

/** The bytes of a response, and how the reading ended. */
export interface HttpReceived {
  readonly bytes: Uint8Array;
  /**
   * `end` (FIN) and `reset`: the other side closed. `whole`: the response is whole by its own framing and the connection
   * stays open. `timeout`: neither; a body without a length and without a close looks like this. `error`: no connection.
   */
  readonly ended: 'end' | 'reset' | 'whole' | 'timeout' | 'error';
  readonly firstByteMs?: number;
  readonly durationMs: number;
}

/** Reads one response, however strange, until it is whole by its own framing, the other side closes, or nothing comes. */
export async function receiveResponse(
  client: TcpClient,
  options: ReceiveOptions = {},
): Promise<HttpReceived> {
  const { requestMethod = 'GET', firstByteTimeoutMs = 5_000, quietMs = 2_000, lingerMs = 0 } = options;
  const startedAt = performance.now();
  const { totalTimeoutMs = Number.POSITIVE_INFINITY, trial } = options;
  let receivedBytes = 0;
  const deadline = () =>
    startedAt + (trial && receivedBytes < trial.bytes ? Math.min(trial.ms, totalTimeoutMs) : totalTimeoutMs);
  let parser = new HttpParser('response', { requestMethod });
  const parts: Uint8Array[] = [];
  let firstByteMs: number | undefined;
  const finish = (ended: HttpReceived['ended']): HttpReceived => ({
    bytes: Buffer.concat(parts),
    ended,
    durationMs: performance.now() - startedAt,
    ...(firstByteMs !== undefined && { firstByteMs }),
  });
  while (true) {
    if (parser.isComplete && lingerMs === 0) return finish('whole');
    const waitMs = parser.isComplete ? lingerMs : parts.length === 0 ? firstByteTimeoutMs : quietMs;
    const leftMs = Math.max(deadline() - performance.now(), 0);
    const { bytes, ended } = await client.receiveUntil(
      (waiting) => waiting.length > 0,
      Math.min(waitMs, leftMs),
    );
    if (bytes.length > 0) firstByteMs ??= performance.now() - startedAt;
    parts.push(bytes);
    receivedBytes += bytes.length;
    parser.push(bytes);
    parser = afterInterim(parser, requestMethod);
    if (ended === 'timeout' || leftMs === 0) {
      const missing = missingOf(parser, receivedBytes > 0);
      if (missing !== undefined) {
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        client.conversation.event('peer', 'timeout', `gave up: ${missing} after ${seconds} s`);
      }
      return finish(parser.isComplete ? 'whole' : 'timeout');
    }
    if (ended !== 'done') return finish(ended);
  }
}

/** What has not come, for the transcript. */
function missingOf(parser: HttpParser, hasBegun: boolean): string | undefined {
  if (!hasBegun) return 'no byte of an answer';
  if (!parser.isHeadComplete) return 'no end of the head';
  if (parser.isComplete) return undefined;
  return parser.message().framing === 'close' ? 'no end of the connection' : 'no end of the body';
}

/** A 1xx response announces the real one. @see https://www.rfc-editor.org/rfc/rfc9110#section-15.2 */
function afterInterim(parser: HttpParser, requestMethod: string): HttpParser {
  const { status } = parser;
  if (!parser.isHeadComplete || status === undefined || status >= 200 || status === 101) return parser;
  const next = new HttpParser('response', { requestMethod });
  next.push(parser.rest);
  return afterInterim(next, requestMethod);
}
