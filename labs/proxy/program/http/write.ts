import type { Socket } from 'node:net';
import { Truncated } from './errors.ts';

/**
 * Writes and waits until the socket has room again.
 *
 * @throws Truncated when the other side is gone
 */
export async function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed || !socket.writable) throw new Truncated('the connection is closed');
  if (bytes.length === 0 || socket.write(bytes)) return;
  await new Promise<void>((resolve, reject) => {
    const settle = () => {
      socket.off('drain', settle);
      socket.off('close', settle);
      if (socket.destroyed) reject(new Truncated('the connection closed while it was written to'));
      else resolve();
    };
    socket.on('drain', settle);
    socket.on('close', settle);
  });
}
