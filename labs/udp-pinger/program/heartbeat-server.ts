/** Heartbeat server: reports the one-way delay of each heartbeat, those that were lost, and clients that stopped. */
import { type CommandLine, readCommandLine, wholeNumber } from './arguments.ts';
import { endRequest, untilEnd } from './ending.ts';
import { boundSocket, describeEndpoint } from './endpoint.ts';
import { nowSeconds, parseHeartbeat } from './heartbeat-message.ts';
import { HeartbeatWatch } from './heartbeat-watch.ts';
import { printer } from './printer.ts';

const COMMAND_LINE: CommandLine = {
  name: 'heartbeat-server.ts',
  summary: 'Watches over heartbeat clients: one-way delay, loss, and who has stopped.',
  positionals: ['PORT'],
  flags: {
    port: { value: 'PORT', help: 'port to listen on (12000)' },
    host: { value: 'ADDRESS', help: 'address to listen on (all, IPv4 and IPv6)' },
    timeout: { value: 'MS', help: 'silence after which a client has stopped, in milliseconds (5000)' },
    json: {
      help: 'print JSON instead of text, a document a line: listening, heartbeat, missing, stopped, summary, end',
    },
  },
  exitStatus: [
    '0  ended by Ctrl-C or SIGTERM, with the figures of each client',
    '1  the port cannot be had, or the address is not known',
    '2  the command line is wrong',
  ],
};

interface Options {
  readonly host: string | undefined;
  readonly port: number;
  readonly timeoutMs: number;
  readonly isJson: boolean;
}

async function serve({ host, port, timeoutMs, isJson }: Options, end: AbortSignal): Promise<void> {
  const say = printer(isJson);
  const socket = await boundSocket(host, port);
  const watch = new HeartbeatWatch(say);
  socket.on('message', (message, sender) => {
    const client = describeEndpoint(sender);
    const heartbeat = parseHeartbeat(message.toString());
    if (heartbeat) {
      watch.receive(client, heartbeat, nowSeconds());
      return;
    }
    const text = message.toString().slice(0, 60);
    say({ event: 'foreign', client, text }, `${client}: no heartbeat: ${JSON.stringify(text)}`);
  });
  const timer = setInterval(() => watch.reportStopped(nowSeconds(), timeoutMs / 1000), 100);
  const bound = socket.address();
  say({ event: 'listening', ...bound }, `Waiting for heartbeats on port ${bound.port}, Ctrl-C ends it`);
  await untilEnd(end);
  clearInterval(timer);
  socket.close();
  watch.reportAll();
}

// Before all else, so that no signal comes too early.
const end = endRequest();
const options = readCommandLine(
  COMMAND_LINE,
  (given): Options => ({
    host: typeof given.host === 'string' ? given.host : undefined,
    port: wholeNumber(given, 'port', 12_000, 0, 65_535),
    timeoutMs: wholeNumber(given, 'timeout', 5000, 1, 86_400_000),
    isJson: given.json === true,
  }),
);
try {
  await serve(options, end);
} catch (error) {
  console.error(`heartbeat-server.ts: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
