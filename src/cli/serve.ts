import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { announceServer, untilEnded } from './announce-server.ts';
import { exitStatus } from './exit-status.ts';

interface ServeOptions {
  readonly port?: number;
}

/** `grade serve [FOLDER]`: a run in progress and its reports, in a browser of this machine. */
export function addServeCommand(program: Command, done: (status: number) => void): void {
  program
    .command('serve')
    .description('show a run in progress and its reports in a browser, on this machine alone')
    .usage('[options] [report-folder]')
    .argument('[report-folder]', 'the folder that --out of the run names', 'grade-report')
    .option('-p, --port <number>', 'listen there (default: 4723, or the next that is free)', portNumber)
    .action(async (folder: string, { port }: ServeOptions) => {
      const ended = untilEnded();
      await using _server = await announceServer(path.resolve(folder), port);
      process.stderr.write('Ctrl-C ends.\n');
      await ended;
      done(exitStatus.graded);
    });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('It must be a port, 1 to 65535, or 0 for any that is free.');
  }
  return port;
}
