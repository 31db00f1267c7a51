/**
 * Web proxy. Fill in the gaps marked TODO, in their order.
 *
 * Start it:   node proxy.ts [PORT]
 * Try it:     curl -v http://localhost:8888/www.example.com/index.html
 */
import { createServer, type Socket } from 'node:net';

const port = Number(process.argv[2] ?? 8888);

interface Target {
  host: string;
  path: string;
}

/**
 * The origin and path of a request, from its head.
 *
 * "GET /www.example.com/a.html HTTP/1.1..."        -> { host: 'www.example.com', path: '/a.html' }
 * "GET http://www.example.com/a.html HTTP/1.1..."  -> { host: 'www.example.com', path: '/a.html' }
 */
function parseTarget(head: string): Target {
  // TODO 1: take the second word of the first line apart (requirements 1 and 2).
  // TODO 2: throw an Error when the request is malformed (requirement 8).
  throw new Error(`parseTarget is not written yet: ${head.split('\r\n')[0]}`);
}

/** Asks the origin for a page; resolves with its whole answer, head and body. */
async function fetchPage(_target: Target): Promise<Buffer> {
  // TODO 3: connect to port 80 of the host (connect() of node:net), send a request with Host and
  //         "Connection: close", and collect what comes until the origin ends (requirements 3 and 4).
  return Buffer.alloc(0);
}

/** Answers one request of a browser. */
async function handle(socket: Socket, head: string): Promise<void> {
  let target: Target;
  try {
    target = parseTarget(head);
  } catch (error) {
    console.log('Illegal request:', error);
    // TODO 4: answer "HTTP/1.1 400 Bad Request" with a short page.
    socket.end();
    return;
  }
  // TODO 5: look in the cache first, and store what was fetched (requirement 5).
  // TODO 6: when fetchPage() fails, answer "HTTP/1.1 502 Bad Gateway" (requirement 7).
  socket.end(await fetchPage(target));
}

const server = createServer((socket) => {
  let received = Buffer.alloc(0);
  // A browser that goes away is no reason to stop.
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = received.toString('latin1', 0, end);
    received = Buffer.alloc(0);
    handle(socket, head).catch(() => socket.destroy());
  });
});

server.listen(port, () => console.log(`The proxy listens on port ${port}`));
