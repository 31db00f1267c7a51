import type { FileHandle } from 'node:fs/promises';
import type { Socket } from 'node:net';
import type { Response } from './response.ts';

/** Read and sent at a time: all the memory that a download takes, however large the file. */
const PIECE_BYTES = 64 * 1024;

/**
 * Sends a response, and closes its file.
 * @returns bytes of body sent; fewer than announced when the client went away or the file shrank
 */
export async function writeResponse(socket: Socket, head: string, { body }: Response): Promise<number> {
  if (body.kind === 'none') {
    await write(socket, Buffer.from(head, 'latin1'));
    return 0;
  }
  if (body.kind === 'bytes') {
    // In one write, and so in one segment where both are small.
    const bytes = Buffer.allocUnsafe(head.length + body.bytes.length);
    bytes.write(head, 'latin1');
    bytes.set(body.bytes, head.length);
    await write(socket, bytes);
    return body.bytes.length;
  }
  try {
    return await writeFile(socket, head, body.handle, body.start, body.length);
  } finally {
    await body.handle.close();
  }
}

async function writeFile(socket: Socket, head: string, file: FileHandle, start: number, length: number) {
  let sent = 0;
  if (!(await write(socket, Buffer.from(head, 'latin1')))) return sent;
  while (sent < length) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, length - sent));
    const { bytesRead } = await file.read(piece, 0, piece.length, start + sent);
    const bytes = piece.subarray(0, bytesRead);
    if (bytesRead === 0 || !(await write(socket, bytes))) return sent;
    sent += bytesRead;
  }
  return sent;
}

/** Sends, and waits while the client is slower than the disk. @returns false when the client is gone */
async function write(socket: Socket, bytes: Buffer): Promise<boolean> {
  if (!socket.writable) return false;
  if (socket.write(bytes)) return true;
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once('drain', resolve).once('close', resolve);
  await promise;
  socket.off('drain', resolve).off('close', resolve);
  return socket.writable;
}
