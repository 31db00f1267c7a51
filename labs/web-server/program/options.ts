import { parseArgs } from 'node:util';

export const HELP = `Usage: node main.ts [--port 6789] [--root .] [--host ADDRESS] [--quiet]

Serves the files of a folder over HTTP/1.1.

  --port PORT     port to listen on (default 6789; 0 for any free one)
  --root FOLDER   folder to serve (default: the current one); nothing outside of it is served
  --host ADDRESS  address to listen on (default: all, IPv4 and IPv6)
  --quiet         print no line for each request
  --help          this text

Ctrl-C ends it. Exit status: 0 ended by you, 1 could not start, 2 wrong arguments.
`;

export interface Options {
  readonly port: number;
  readonly root: string;
  readonly host?: string;
  readonly isQuiet: boolean;
  readonly wantsHelp: boolean;
}

/** @throws Error that says what is wrong with the arguments */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', short: 'p', default: '6789' },
      root: { type: 'string', short: 'r', default: '.' },
      host: { type: 'string' },
      quiet: { type: 'boolean', short: 'q', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${values.port}"`);
  }
  return {
    port,
    root: values.root,
    isQuiet: values.quiet,
    wantsHelp: values.help,
    ...(values.host !== undefined && { host: values.host }),
  };
}
