/** Heartbeat client: tells a server at regular times that it is alive. It expects no answer. */
import { type CommandLine, readCommandLine, textOf, wholeNumber } from './arguments.ts';
import { endRequest, pause } from './ending.ts';
import { describeEndpoint, resolveEndpoint } from './endpoint.ts';
import { HeartbeatSender } from './heartbeat-sender.ts';
import { printer } from './printer.ts';

/** How long after the last heartbeat the word that it was refused may take. */
const REFUSAL_MS = 250;

const COMMAND_LINE: CommandLine = {
  name: 'heartbeat-client.ts',
  summary: 'Sends a numbered and timed heartbeat to a UDP server at regular times.',
  positionals: ['HOST', 'PORT'],
  flags: {
    host: { value: 'HOST', help: 'name or address of the server (127.0.0.1)' },
    port: { value: 'PORT', help: 'port of the server (12000)' },
    count: { value: 'N', help: 'how many heartbeats; 0 goes on for ever (0)' },
    interval: { value: 'MS', help: 'time between two heartbeats, in milliseconds (1000)' },
    json: {
      help: 'print JSON instead of text, one document a line: sending, heartbeat, refused, unsent, summary',
    },
  },
  exitStatus: [
    '0  a heartbeat was sent, and not refused; also when Ctrl-C or SIGTERM ended it',
    '1  every one was refused (nothing listens there) or could not be sent, or the host is not known',
    '2  the command line is wrong',
  ],
};

interface Options {
  readonly host: string;
  readonly port: number;
  readonly count: number;
  readonly intervalMs: number;
  readonly isJson: boolean;
}

/** @returns the exit status */
async function beat({ host, port, count, intervalMs, isJson }: Options, end: AbortSignal): Promise<number> {
  const say = printer(isJson);
  const endpoint = await resolveEndpoint(host, port);
  say(
    { event: 'sending', ...endpoint },
    `Sending heartbeats to ${describeEndpoint(endpoint)}, Ctrl-C ends it`,
  );
  const sender = new HeartbeatSender(endpoint, say);
  for (let sequence = 1; (count === 0 || sequence <= count) && !end.aborted; sequence++) {
    await sender.send(sequence);
    // After the last one only for the word that it was refused.
    await pause(sequence === count ? REFUSAL_MS : intervalMs, end);
  }
  return sender.finish();
}

// Before all else, so that no signal comes too early.
const end = endRequest();
const options = readCommandLine(
  COMMAND_LINE,
  (given): Options => ({
    host: textOf(given, 'host', '127.0.0.1'),
    port: wholeNumber(given, 'port', 12_000, 1, 65_535),
    count: wholeNumber(given, 'count', 0, 0, 1_000_000),
    intervalMs: wholeNumber(given, 'interval', 1000, 1, 3_600_000),
    isJson: given.json === true,
  }),
);
try {
  process.exitCode = await beat(options, end);
} catch (error) {
  console.error(`heartbeat-client.ts: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
