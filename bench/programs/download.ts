import { connect } from 'node:net';

/**
 * Gets a document over a connection of its own and counts what comes, keeping none of it.
 * @param bytesPerSecond how fast it is taken; as fast as it comes when absent
 * @returns bytes of header and body
 * @throws when the connection breaks
 */
export async function download(
  port: number,
  path: string,
  bytesPerSecond = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(port, '127.0.0.1');
  const startedAt = performance.now();
  let received = 0;
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  socket.on('data', (bytes: Buffer) => {
    received += bytes.length;
    const aheadMs = (received / bytesPerSecond) * 1_000 - (performance.now() - startedAt);
    if (aheadMs < 20) return;
    socket.pause();
    setTimeout(() => socket.resume(), aheadMs);
  });
  socket.once('end', resolve).once('error', reject);
  await promise;
  return received;
}
