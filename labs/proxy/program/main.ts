import { type ProxyOptions, parseOptions, USAGE } from './options.ts';
import { startProxy } from './proxy.ts';

/** Exit status: 0 after SIGINT or SIGTERM, 1 when it cannot start, 2 for wrong options. */
async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return;
  }
  const stopped = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.resolve());
  await using proxy = await startProxy(options);
  console.log(`The proxy listens on port ${proxy.port} (${proxy.address}). Stop it with Ctrl-C.`);
  await stopped.promise;
  console.log('Stopped.');
}

/** What cannot be started is said in a sentence, not in a stack trace. */
function explain(error: unknown, args: readonly string[]): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const port = safePort(args);
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program: choose another with --port.`;
  if (code === 'EACCES') return `No permission (${message}). Ports below 1024 need special rights.`;
  return message;
}

function safePort(args: readonly string[]): ProxyOptions['port'] | undefined {
  return parseOptions(args)?.port;
}

const args = process.argv.slice(2);
main(args).catch((error) => {
  const isUsage = error instanceof Error && error.name === 'UsageError';
  console.error(isUsage ? `${error.message}\nSee --help.` : explain(error, args));
  process.exitCode = isUsage ? 2 : 1;
});
