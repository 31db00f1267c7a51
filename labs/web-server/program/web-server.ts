import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type ConnectionOptions, serveConnection } from './connection.ts';
import { Documents } from './documents.ts';
import { HttpClock } from './http-date.ts';

/** What one client may cost; generous for people, small for machines. */
export const LIMITS = {
  headBytes: 32 * 1024,
  targetBytes: 8 * 1024,
  bodyBytes: 64 * 1024,
  headTimeoutMs: 10_000,
} as const;

export interface WebServerOptions extends Partial<Omit<ConnectionOptions, 'documents' | 'clock'>> {
  /** Real path of the folder that is served. */
  readonly root: string;
  readonly port: number;
  /** Address to bind; all of them, IPv4 and IPv6, when absent. */
  readonly host?: string;
}

export interface RunningServer extends AsyncDisposable {
  readonly port: number;
}

/**
 * Serves the files below `root`.
 *
 * Many clients at once need no threads here: every wait (for bytes from a client, for the disk, for room in a client's
 * buffer) gives the turn to whoever is ready, and nothing between two waits takes long. Threads would buy more cores,
 * for the price of sharing; a server of files waits for the network and the disk, not for its core.
 * @throws the error of `listen`: EADDRINUSE, EACCES, EADDRNOTAVAIL
 */
export async function startWebServer(options: WebServerOptions): Promise<RunningServer> {
  const connectionOptions: ConnectionOptions = {
    limits: LIMITS,
    requestsPerConnection: 100_000,
    idleTimeoutMs: 30_000,
    log: () => {},
    ...options,
    documents: new Documents(options.root),
    clock: new HttpClock(),
  };
  const sockets = new Set<Socket>();
  // Half-open: a client may end its side after the request and still wants its answer.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    void serveConnection(socket, connectionOptions);
  });
  server.maxConnections = 4_096;
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
