import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * Many clients that hold a server up where it waits for one of them: half of them ask for a large document and take no
 * more of it than fits into the buffers of the system, half send a head a byte a second. Each comes back when it is let go.
 * @returns disposing of it ends them
 */
export async function startSlowClients(port: number, path: string, count: number): Promise<Disposable> {
  const sockets = new Set<Socket>();
  let isOver = false;
  const open = (index: number): Socket => {
    const socket = connect(port, '127.0.0.1');
    sockets.add(socket);
    const timer = index % 2 === 0 ? dontRead(socket, path) : drip(socket);
    socket.on('error', () => {});
    socket.once('close', () => {
      clearInterval(timer);
      sockets.delete(socket);
      if (!isOver) open(index);
    });
    return socket;
  };
  await Promise.all(Array.from({ length: count }, (_, index) => once(open(index), 'connect')));
  return {
    [Symbol.dispose]() {
      isOver = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

function dontRead(socket: Socket, path: string): undefined {
  socket.pause();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
}

function drip(socket: Socket): NodeJS.Timeout {
  const head = 'GET / HTTP/1.1\r\nX: slow\r\n';
  let sent = 0;
  socket.resume();
  return setInterval(() => socket.write(head[sent++ % head.length] ?? 'x'), 1_000);
}
