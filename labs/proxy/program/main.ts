import { type ProxyOptions, parseOptions, USAGE, UsageError } from './options.ts';
import { startProxy } from './proxy.ts';

/** Exit status: 0 after SIGINT or SIGTERM, 1 when it cannot start, 2 for wrong options. */
async function main(options: ProxyOptions): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.resolve());
  await using proxy = await startProxy(options);
  console.log(`The proxy listens on port ${proxy.port} (${proxy.address}). Stop it with Ctrl-C.`);
  await stopped.promise;
  console.log('Stopped.');
}

/** What could not be done, on what, and what to do. */
function explain(error: unknown, { host, port, cacheFolder }: ProxyOptions): string {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  const where = host === undefined ? `port ${port}` : `${host} port ${port}`;
  if (code === 'EADDRINUSE')
    return `Cannot listen on ${where}: another program does. End it, or choose another with --port.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `Cannot listen on ${where}: ports below 1024 need special rights. Choose one above with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `Cannot listen on ${where}: this machine has no such address. Leave --host away to listen on all.`;
  if (syscall !== undefined && syscall !== 'listen')
    return `Cannot keep the cache in ${cacheFolder} (${message}). Choose a folder that can be written with --cache-dir.`;
  return message;
}

const args = process.argv.slice(2);
try {
  const options = parseOptions(args);
  if (options) await main(options).catch((error) => fail(explain(error, options), error));
  else process.stdout.write(USAGE);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), error);
}

function fail(message: string, error: unknown): void {
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? `${error.message}\nSee --help.` : message);
  process.exitCode = isUsage ? 2 : 1;
}
