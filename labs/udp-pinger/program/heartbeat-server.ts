/** Heartbeat server: reports the one-way delay of each heartbeat, those that were lost, and clients that stopped. */
import { type CommandLine, readCommandLine, wholeNumber } from './arguments.ts';
import { boundSocket, describeEndpoint } from './endpoint.ts';
import { HeartbeatLog } from './heartbeat-log.ts';
import { type Heartbeat, nowSeconds, parseHeartbeat } from './heartbeat-message.ts';

const COMMAND_LINE: CommandLine = {
  name: 'heartbeat-server.ts',
  summary: 'Watches over heartbeat clients: one-way delay, loss, and who has stopped.',
  positionals: ['PORT'],
  flags: {
    port: { value: 'PORT', help: 'port to listen on (12000)' },
    host: { value: 'ADDRESS', help: 'address to listen on (all, IPv4 and IPv6)' },
    timeout: { value: 'MS', help: 'silence after which a client has stopped, in milliseconds (5000)' },
  },
  exitStatus: ['0  ended by Ctrl-C or SIGTERM', '1  the port cannot be had', '2  the command line is wrong'],
};

interface Options {
  readonly host: string | undefined;
  readonly port: number;
  readonly timeoutMs: number;
}

async function watch({ host, port, timeoutMs }: Options): Promise<void> {
  const socket = await boundSocket(host, port);
  const clients = new Map<string, HeartbeatLog>();
  socket.on('message', (message, sender) => {
    const client = describeEndpoint(sender);
    const heartbeat = parseHeartbeat(message.toString());
    if (heartbeat) receive(clients, client, heartbeat);
    else console.log(`${client}: no heartbeat: ${JSON.stringify(message.toString().slice(0, 60))}`);
  });
  const timer = setInterval(() => reportStopped(clients, timeoutMs / 1000), 100);
  console.log(`Waiting for heartbeats on port ${socket.address().port}, Ctrl-C ends it`);
  const end = () => {
    clearInterval(timer);
    socket.close();
    for (const [client, log] of clients) console.log(`${client}: ${describeSummary(log)}`);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
}

function receive(clients: Map<string, HeartbeatLog>, client: string, heartbeat: Heartbeat): void {
  const now = nowSeconds();
  const log = clients.get(client) ?? new HeartbeatLog(heartbeat.sequence, now);
  clients.set(client, log);
  const news = log.record(heartbeat, now);
  for (const sequence of news.missing) console.log(`${client}: heartbeat ${sequence} is missing`);
  const remark = news.isDuplicate ? ' (came once more)' : news.wasMissing ? ' (was missing, came late)' : '';
  console.log(
    `${client}: heartbeat ${heartbeat.sequence}, one-way delay ${(news.delay * 1000).toFixed(3)} ms${remark}`,
  );
}

function reportStopped(clients: Map<string, HeartbeatLog>, timeout: number): void {
  for (const [client, log] of clients) {
    if (!log.isSilent(nowSeconds(), timeout)) continue;
    clients.delete(client);
    console.log(`${client}: has stopped, nothing came for ${timeout} s; ${describeSummary(log)}`);
  }
}

function describeSummary(log: HeartbeatLog): string {
  const { received, lost } = log.summary();
  return `${received} received, ${lost} lost (${((lost / (received + lost)) * 100).toFixed(1)} %)`;
}

const options = readCommandLine(
  COMMAND_LINE,
  (given): Options => ({
    host: typeof given.host === 'string' ? given.host : undefined,
    port: wholeNumber(given, 'port', 12_000, 0, 65_535),
    timeoutMs: wholeNumber(given, 'timeout', 5000, 1, 86_400_000),
  }),
);
try {
  await watch(options);
} catch (error) {
  console.error(`heartbeat-server.ts: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
