import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { type Answer, readReply } from './message.ts';
import type { Query } from './query.ts';

const port = 53;
const tries = 3;
const timeoutMs = 2000;

/**
 * Sends a query, and sends it again when no reply comes.
 * @throws Error in words for the user, when none comes at all
 */
export async function askUdp(query: Query, server: string): Promise<Answer> {
  const socket = createSocket(isIPv6(server) ? 'udp6' : 'udp4');
  try {
    // Connected: the kernel keeps the datagrams of others away.
    socket.connect(port, server);
    await once(socket, 'connect');
    for (let count = 0; count < tries; count++) {
      const answer = await askOnce(socket, query);
      if (answer !== undefined) return answer;
    }
    throw new Error(`${server} does not answer`);
  } finally {
    socket.close();
  }
}

/** @returns undefined when the reply has not come in time */
function askOnce(socket: Socket, query: Query): Promise<Answer | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer | undefined>();
  const timer = setTimeout(() => resolve(undefined), timeoutMs);
  const receive = (message: Buffer) => {
    const answer = readReply(message, query);
    if (answer !== undefined) resolve(answer);
  };
  socket.on('message', receive);
  socket.once('error', reject);
  socket.send(query.message);
  return promise.finally(() => {
    clearTimeout(timer);
    socket.off('message', receive);
    socket.off('error', reject);
  });
}
