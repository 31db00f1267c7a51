import { stat } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { EnvironmentError } from '../../harness/runtime/errors.ts';
import { FolderNews } from './folder-news.ts';
import { createReportApp } from './report-app.ts';

/** `grad` on the keys of a telephone. */
export const usualPort = 4723;
const triedPorts = 20;
const address = '127.0.0.1';

export interface ServeRequest {
  /** Absolute. */
  readonly folder: string;
  /** This port or none; without it the usual one, or the next that is free. */
  readonly port?: number;
}

/** A report folder, served on this machine alone until it is disposed of. */
export interface ReportServer extends AsyncDisposable {
  readonly url: string;
  /** Where the usual port was taken: by whom is not known. */
  readonly isUsualPort: boolean;
}

/** @throws EnvironmentError when there is no such folder, or the port is taken */
export async function openReportServer({ folder, port }: ServeRequest): Promise<ReportServer> {
  await mustBeFolder(folder);
  const news = await FolderNews.open(folder);
  const app = createReportApp(folder, news);
  const ports = port === undefined ? Array.from({ length: triedPorts }, (_, i) => usualPort + i) : [port];
  const server = await listenOnOne(() => createAdaptorServer({ fetch: app.fetch }) as Server, ports).catch(
    async (error: unknown) => {
      await news[Symbol.asyncDispose]();
      throw error;
    },
  );
  const { port: found } = server.address() as AddressInfo;
  return {
    url: `http://${address}:${found}/`,
    isUsualPort: port !== undefined || found === usualPort,
    async [Symbol.asyncDispose]() {
      await news[Symbol.asyncDispose]();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function mustBeFolder(folder: string): Promise<void> {
  const stats = await stat(folder).catch(() => undefined);
  if (stats?.isDirectory()) return;
  throw new EnvironmentError(
    'no-report',
    stats === undefined
      ? `There is no folder ${folder}. Grade first, for example with \`grade all submissions/\`, or name the folder that --out of the run named.`
      : `${folder} is a file; name the folder of the report, the one that --out of the run named.`,
  );
}

async function listenOnOne(create: () => Server, ports: readonly number[]): Promise<Server> {
  for (const port of ports) {
    const server = await listen(create(), port);
    if (server !== undefined) return server;
  }
  const what = ports.length === 1 ? `Port ${ports[0]} is` : `Ports ${ports[0]} to ${ports.at(-1)} are`;
  throw new EnvironmentError(
    'port-taken',
    `${what} taken; choose another with --port, or 0 for any that is free.`,
  );
}

/** Undefined when the port is taken. */
function listen(server: Server, port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else
        reject(
          new EnvironmentError(
            'no-port',
            `Cannot listen on port ${port} (${error.code}); choose another with --port.`,
          ),
        );
    });
    server.listen(port, address, () => resolve(server));
  });
}
