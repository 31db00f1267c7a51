import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Access, readDeniedHosts } from './access.ts';
import { SingleFlight } from './cache/single-flight.ts';
import { CacheStore } from './cache/store.ts';
import { serveConnection } from './connection.ts';
import type { ProxyContext } from './exchange.ts';
import { linePrinter } from './line-printer.ts';
import type { ProxyOptions } from './options.ts';

/** A proxy that listens. */
export interface StartedProxy extends AsyncDisposable {
  readonly port: number;
  readonly address: string;
}

/**
 * Opens the cache and starts to listen.
 *
 * @throws UsageError for a malformed network; the system's error when the port is taken or the cache folder cannot be written
 */
export async function startProxy(options: ProxyOptions): Promise<StartedProxy> {
  const context: ProxyContext = {
    options,
    access: new Access(options.allow, options.deny, await readDeniedHosts(options.deniedHostsFile)),
    store: await CacheStore.open(options.cacheFolder, options.maxCacheBytes),
    flights: new SingleFlight(),
    pseudonym: `proxy-${randomBytes(4).toString('hex')}`,
    log: linePrinter(process.stdout),
  };
  const sockets = new Set<Socket>();
  const serving = new Set<Promise<void>>();
  // A client may close its half after the request and still wait for the answer.
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: false }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const served = serveConnection(socket, context).finally(() => serving.delete(served));
    serving.add(served);
  });
  const { address, port } = await listen(server, options);
  return {
    address,
    port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      // What is still being written to the cache is finished.
      await Promise.all(serving);
    },
  };
}

async function listen(server: Server, { host, port }: ProxyOptions): Promise<AddressInfo> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen({ port, ...(host !== undefined && { host }) }, resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no address');
  return address;
}
