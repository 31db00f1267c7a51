import { connect } from 'node:net';
import { type Answer, readReply } from './message.ts';
import type { Query } from './query.ts';

const port = 53;
const timeoutMs = 5000;

/**
 * The same query over TCP, where each message stands behind its length in two bytes.
 * @throws Error in words for the user, when no reply comes
 * @see https://www.rfc-editor.org/rfc/rfc7766#section-8 RFC 7766 section 8
 */
export async function askTcp(query: Query, server: string): Promise<Answer> {
  const socket = connect({ port, host: server, signal: AbortSignal.timeout(timeoutMs) });
  try {
    const { length } = query.message;
    socket.write(Buffer.concat([Buffer.of(length >> 8, length & 0xff), query.message]));
    let received: Buffer = Buffer.alloc(0);
    for await (const bytes of socket) {
      received = Buffer.concat([received, bytes]);
      const message = firstMessage(received);
      const answer = message && readReply(message, query);
      if (answer !== undefined) return answer;
    }
    throw new Error(`${server} closed the connection without an answer`);
  } finally {
    socket.destroy();
  }
}

function firstMessage(stream: Buffer): Buffer | undefined {
  if (stream.length < 2) return undefined;
  const end = 2 + stream.readUInt16BE(0);
  return stream.length < end ? undefined : stream.subarray(2, end);
}
