import { access, constants, realpath, stat } from 'node:fs/promises';
import { linePrinter } from './line-printer.ts';
import { HELP, type Options, parseOptions } from './options.ts';
import { startWebServer } from './web-server.ts';

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.wantsHelp) process.stdout.write(HELP);
  else await serve(options);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nTry --help.`);
  process.exitCode = 2;
}

async function serve(options: Options): Promise<void> {
  try {
    const root = await realpath(options.root);
    if (!(await stat(root)).isDirectory()) throw new Error(`${options.root} is no folder`);
    await access(root, constants.R_OK | constants.X_OK);
    const server = await startWebServer({
      ...options,
      root,
      log: options.isQuiet ? () => {} : linePrinter(process.stdout),
    });
    const stop = () => void server[Symbol.asyncDispose]();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    console.log(`Serving ${root} on http://localhost:${server.port}/ (Ctrl-C ends it)`);
  } catch (error) {
    console.error(explain(error, options));
    process.exitCode = 1;
  }
}

/** What could not be done, on what, and what to do. */
function explain(error: unknown, { port, host, root }: Options): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const where = host === undefined ? `port ${port}` : `${host} port ${port}`;
  if (code === 'EADDRINUSE') {
    return `Cannot listen on ${where}: another program does. End it, or choose another with --port.`;
  }
  if (code === 'EACCES' && port < 1024) {
    return `Cannot listen on ${where}: ports below 1024 need special rights. Choose one above with --port.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `Cannot listen on ${where}: this machine has no such address. Leave --host away to listen on all.`;
  }
  if (code === 'EACCES') return `Cannot serve ${root}: it may not be read. Name another folder with --root.`;
  if (code === 'ENOENT') return `Cannot serve ${root}: there is no such folder. Name one with --root.`;
  return `Cannot serve ${root} on ${where}: ${error instanceof Error ? error.message : error}.`;
}
