import { readSmtpReplies } from '../../harness/protocols/smtp/index.ts';
import type { Received, TcpClient } from '../tcp-client/tcp-client.ts';

/** One thing that was said: what we sent, or what came in answer to it. */
export type Said =
  | { readonly from: 'client'; readonly bytes: Uint8Array }
  | { readonly from: 'server'; readonly received: Received };

export interface DialogueOptions {
  /** What ends each line that is sent. */
  readonly lineEnd: string;
  /** How long each reply may take. */
  readonly timeoutMs: number;
  /** Each line waits for the reply to the one before; else all are sent at once. */
  readonly waitsForReplies: boolean;
}

/** How long the server may take to close after the last reply. */
const LINGER_MS = 500;

/**
 * Says line after line, as they come, and nothing else: neither a greeting, nor dots, nor QUIT. After a 354 the lines of the
 * message follow each other up to the one with a single dot. Ends with the lines, when the server closes, or with its silence.
 */
export async function* speakDialogue(
  client: TcpClient,
  lines: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { lineEnd, timeoutMs, waitsForReplies }: DialogueOptions,
): AsyncGenerator<Said> {
  let last = await replyOf(client, timeoutMs);
  yield { from: 'server', received: last };
  let isInMessage = false;
  for await (const line of lines) {
    if (last.ended !== 'done') return;
    const bytes = Buffer.concat([line, Buffer.from(lineEnd)]);
    await client.send(bytes);
    yield { from: 'client', bytes };
    if (isInMessage) isInMessage = !(line.length === 1 && line[0] === 0x2e);
    if (isInMessage || !waitsForReplies) continue;
    last = await replyOf(client, timeoutMs);
    yield { from: 'server', received: last };
    isInMessage = readSmtpReplies(last.bytes).replies.at(-1)?.code === 354;
  }
  if (last.ended !== 'done') return;
  yield { from: 'server', received: await client.receiveAll(waitsForReplies ? LINGER_MS : timeoutMs) };
}

/** All that came until a reply was whole. */
function replyOf(client: TcpClient, timeoutMs: number): Promise<Received> {
  return client.receiveUntil((bytes) => readSmtpReplies(bytes).replies.length > 0, timeoutMs);
}
