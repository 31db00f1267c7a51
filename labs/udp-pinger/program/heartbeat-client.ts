/** Heartbeat client: tells a server at regular times that it is alive. It expects no answer. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type CommandLine, readCommandLine, textOf, wholeNumber } from './arguments.ts';
import { codeOf, connectedSocket, describeEndpoint, resolveEndpoint } from './endpoint.ts';
import { formatHeartbeat, nowSeconds } from './heartbeat-message.ts';

const COMMAND_LINE: CommandLine = {
  name: 'heartbeat-client.ts',
  summary: 'Sends a numbered and timed heartbeat to a UDP server at regular times.',
  positionals: ['HOST', 'PORT'],
  flags: {
    host: { value: 'HOST', help: 'name or address of the server (127.0.0.1)' },
    port: { value: 'PORT', help: 'port of the server (12000)' },
    count: { value: 'N', help: 'how many heartbeats; 0 goes on for ever (0)' },
    interval: { value: 'MS', help: 'time between two heartbeats, in milliseconds (1000)' },
  },
  exitStatus: [
    '0  all were sent, or ended by Ctrl-C',
    '1  the host is not known',
    '2  the command line is wrong',
  ],
};

interface Options {
  readonly host: string;
  readonly port: number;
  readonly count: number;
  readonly intervalMs: number;
}

async function beat({ host, port, count, intervalMs }: Options): Promise<void> {
  const endpoint = await resolveEndpoint(host, port);
  const socket = await connectedSocket(endpoint);
  // A server that is not there yet is no reason to stop: the next heartbeat may reach it.
  socket.on('error', (error) => console.log(`  (not received: ${codeOf(error)})`));
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => true);
  console.log(`Sending heartbeats to ${describeEndpoint(endpoint)}, Ctrl-C ends it`);
  for (let sequence = 1; count === 0 || sequence <= count; sequence++) {
    const text = formatHeartbeat({ sequence, sentAt: nowSeconds() });
    socket.send(text);
    console.log(text);
    if (await Promise.race([wait(intervalMs, false), interrupted])) break;
  }
  socket.close();
}

const options = readCommandLine(
  COMMAND_LINE,
  (given): Options => ({
    host: textOf(given, 'host', '127.0.0.1'),
    port: wholeNumber(given, 'port', 12_000, 1, 65_535),
    count: wholeNumber(given, 'count', 0, 0, 1_000_000),
    intervalMs: wholeNumber(given, 'interval', 1000, 1, 3_600_000),
  }),
);
try {
  await beat(options);
} catch (error) {
  console.error(`heartbeat-client.ts: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
process.exit();
