/**
 * UDP pinger: sends ten pings, one at a time, waits at most a second for each answer, and sums up.
 *
 *   arguments.ts     the command line
 *   ending.ts        Ctrl-C
 *   endpoint.ts      names to addresses, addresses to sockets
 *   ping-message.ts  what a ping says
 *   pinger.ts        sends a ping and tells its answer from everything else that comes
 *   statistics.ts    minimum, average, maximum, deviation, loss
 *   ping-report.ts   what is printed
 */
import { type CommandLine, readCommandLine, textOf, wholeNumber } from './arguments.ts';
import { endRequest, pause } from './ending.ts';
import { connectedSocket, describeEndpoint, type Endpoint, resolveEndpoint } from './endpoint.ts';
import {
  describeResult,
  describeStray,
  describeSummary,
  jsonReport,
  type PingResult,
  summarise,
} from './ping-report.ts';
import { Pinger, type Stray } from './pinger.ts';

const COMMAND_LINE: CommandLine = {
  name: 'client.ts',
  summary: 'Pings a UDP server and prints the round-trip time of each ping, then statistics.',
  positionals: ['HOST', 'PORT'],
  flags: {
    host: { value: 'HOST', help: 'name or address of the server (127.0.0.1)' },
    port: { value: 'PORT', help: 'port of the server (12000)' },
    count: { value: 'N', help: 'how many pings (10)' },
    timeout: { value: 'MS', help: 'longest wait for an answer, in milliseconds (1000)' },
    interval: { value: 'MS', help: 'pause between two pings, in milliseconds (0)' },
    json: { help: 'print one JSON document at the end instead of text' },
  },
  exitStatus: [
    '0  at least one ping was answered; also when Ctrl-C or SIGTERM ended it early, which prints the statistics',
    '1  none was answered, or the host is not known',
    '2  the command line is wrong',
  ],
};

interface Options {
  readonly host: string;
  readonly port: number;
  readonly count: number;
  readonly timeoutMs: number;
  readonly intervalMs: number;
  readonly isJson: boolean;
}

/** @returns the exit status */
async function run(options: Options, end: AbortSignal): Promise<number> {
  const endpoint = await resolveEndpoint(options.host, options.port);
  const say = options.isJson ? () => undefined : console.log;
  say(`Pinging ${describeEndpoint(endpoint)} with ${options.count} messages`);
  const strays: Stray[] = [];
  const results = await pingAll(endpoint, options, say, strays, end);
  const summary = summarise(results, strays);
  if (options.isJson) console.log(jsonReport(endpoint, results, strays));
  say(describeSummary(summary, endpoint));
  return summary.received > 0 ? 0 : 1;
}

/** All pings, or those until the end is asked for. */
async function pingAll(
  endpoint: Endpoint,
  { count, timeoutMs, intervalMs }: Options,
  say: (line: string) => void,
  strays: Stray[],
  end: AbortSignal,
): Promise<PingResult[]> {
  const connect = () => connectedSocket(endpoint);
  const pinger = new Pinger(connect, (stray) => {
    strays.push(stray);
    say(describeStray(stray));
  });
  const results: PingResult[] = [];
  for (let sequence = 1; sequence <= count && !end.aborted; sequence++) {
    const outcome = await pinger.ping(sequence, timeoutMs, end);
    const result = { sequence, outcome };
    results.push(result);
    say(describeResult(result, endpoint));
    if (intervalMs > 0 && sequence < count) await pause(intervalMs, end);
  }
  await pinger.close();
  return results;
}

// Before all else, so that no signal comes too early.
const end = endRequest();
const options = readCommandLine(
  COMMAND_LINE,
  (given): Options => ({
    host: textOf(given, 'host', '127.0.0.1'),
    port: wholeNumber(given, 'port', 12_000, 1, 65_535),
    count: wholeNumber(given, 'count', 10, 1, 1_000_000),
    timeoutMs: wholeNumber(given, 'timeout', 1000, 1, 3_600_000),
    intervalMs: wholeNumber(given, 'interval', 0, 0, 3_600_000),
    isJson: given.json === true,
  }),
);
try {
  process.exitCode = await run(options, end);
} catch (error) {
  console.error(`client.ts: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
