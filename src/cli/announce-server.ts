import type { ReportServer } from '../serve/report-server.ts';
import { warn } from './terminal.ts';

/**
 * Serves a report folder, and says where on standard error.
 * @param folder absolute
 * @throws EnvironmentError when there is no such folder, or the port is taken
 */
export async function announceServer(folder: string, port?: number): Promise<ReportServer> {
  // Loaded here, as most commands do without it.
  const { openReportServer, usualPort } = await import('../serve/report-server.ts');
  const server = await openReportServer({ folder, ...(port !== undefined && { port }) });
  if (!server.isUsualPort) warn(`Port ${usualPort} is taken; this is the next that is free.`);
  process.stderr.write(`Live at ${server.url}\n`);
  return server;
}

/** Waits until somebody ends the process, by Ctrl-C or a signal. */
export function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
