import type { Socket } from 'node:net';
import { Reader } from './http/reader.ts';
import type { Destination } from './http/target.ts';
import { write } from './http/write.ts';
import { connectTo } from './origin.ts';

/**
 * Carries bytes both ways between a client and the host it named, unread: with TLS inside, nobody on the way can open
 * it. Resolves when both sides are done.
 *
 * @param reader of the client, with what may already have come after the request
 * @throws OriginError when the host cannot be reached; nothing has been sent then
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
export async function tunnel(
  client: Socket,
  reader: Reader,
  destination: Destination,
  timeouts: { connectMs: number; idleMs: number },
): Promise<void> {
  const origin = await connectTo(destination, timeouts.connectMs);
  const originReader = new Reader(origin);
  const stop = () => {
    client.destroy();
    origin.destroy();
  };
  // A client that is gone for good wants nothing more of the origin.
  client.once('close', () => origin.destroy());
  client.setTimeout(timeouts.idleMs);
  origin.setTimeout(timeouts.idleMs);
  try {
    await write(client, Buffer.from('HTTP/1.1 200 Connection Established\r\n\r\n'));
    await Promise.all([carry(reader, origin), carry(originReader, client)]);
  } finally {
    stop();
  }
}

/** One direction; when the sender is done, the receiver is told, and may go on sending. */
async function carry(from: Reader, to: Socket): Promise<void> {
  for (let bytes = await from.read(); bytes; bytes = await from.read()) await write(to, bytes);
  to.end();
}
