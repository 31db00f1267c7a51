/**
 * A web server on bare sockets. Fill the gaps in the order of their numbers; it starts as it is.
 *
 *     node web-server.ts
 *     curl -v http://localhost:6789/HelloWorld.html
 */
import { createServer, type Socket } from 'node:net';

const PORT = 6789;

const server = createServer((socket) => {
  // Without a listener, an error of one connection would end the whole program.
  socket.on('error', (error) => console.error(error.message));
  // TODO 1: one 'data' event may bring only a part of the request. Collect the pieces until "\r\n\r\n" has come.
  socket.once('data', (bytes) => serve(socket, bytes.toString('latin1')));
});

// Without a host it listens on all addresses.
server.listen(PORT, () => console.log(`Serving the current folder on http://localhost:${PORT}/`));

/** Answers one request. */
function serve(socket: Socket, request: string): void {
  const target = targetOf(request);
  console.log('asked for', target);

  // TODO 3: read the file that the target names (node:fs/promises, readFile without an encoding), answer with its bytes.
  // TODO 4: when there is no such file, answer with '404 Not Found' and a short page.
  sendResponse(socket, '501 Not Implemented', Buffer.from('<h1>Nothing here yet</h1>'));
}

/** The target of the request line: "/HelloWorld.html" of "GET /HelloWorld.html HTTP/1.1". */
function targetOf(request: string): string {
  // TODO 2: take the second word of the first line. What if there is none?
  return '/';
}

/** Sends a status line, header lines, an empty line and the body, and ends the connection. */
function sendResponse(socket: Socket, status: string, body: Buffer): void {
  // TODO 5: add the header lines Content-Type and Content-Length, each ended by \r\n.
  const head = `HTTP/1.1 ${status}\r\n` + '\r\n';
  socket.end(Buffer.concat([Buffer.from(head), body]));
}
