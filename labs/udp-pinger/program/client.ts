/**
 * UDP pinger: sends ten pings, one at a time, waits at most a second for each answer, and sums up.
 *
 *   arguments.ts     the command line
 *   endpoint.ts      names to addresses, addresses to sockets
 *   ping-message.ts  what a ping says
 *   pinger.ts        sends a ping and tells its answer from everything else that comes
 *   statistics.ts    minimum, average, maximum, deviation, loss
 *   ping-report.ts   what is printed
 */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type CommandLine, readCommandLine, textOf, wholeNumber } from './arguments.ts';
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
    '0  at least one ping was answered',
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

async function run(options: Options): Promise<void> {
  const endpoint = await resolveEndpoint(options.host, options.port);
  const say = options.isJson ? () => undefined : console.log;
  say(`Pinging ${describeEndpoint(endpoint)} with ${options.count} messages`);
  const strays: Stray[] = [];
  const results = await pingAll(endpoint, options, say, strays);
  if (options.isJson) console.log(jsonReport(endpoint, results, strays));
  say(describeSummary(summarise(results), endpoint));
  process.exitCode = summarise(results).received > 0 ? 0 : 1;
}

/** The pings that were finished before the last one, or before Ctrl-C. */
async function pingAll(
  endpoint: Endpoint,
  { count, timeoutMs, intervalMs }: Options,
  say: (line: string) => void,
  strays: Stray[],
): Promise<PingResult[]> {
  const socket = await connectedSocket(endpoint);
  const pinger = new Pinger(socket, (stray) => {
    strays.push(stray);
    say(describeStray(stray));
  });
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => undefined);
  const results: PingResult[] = [];
  for (let sequence = 1; sequence <= count; sequence++) {
    const outcome = await Promise.race([pinger.ping(sequence, timeoutMs), interrupted]);
    if (!outcome) break;
    const result = { sequence, outcome };
    results.push(result);
    say(describeResult(result, endpoint));
    if (intervalMs > 0 && sequence < count) await Promise.race([wait(intervalMs), interrupted]);
  }
  socket.close();
  return results;
}

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
  await run(options);
} catch (error) {
  console.error(`client.ts: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
// A wait that was interrupted must not keep the process.
process.exit();
