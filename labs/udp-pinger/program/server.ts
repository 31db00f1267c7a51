/**
 * UDP ping server: answers each datagram in upper case, and drops four in eleven by chance, as a bad network would.
 */
import { type CommandLine, numberBetween, readCommandLine, wholeNumber } from './arguments.ts';
import { endRequest, untilEnd } from './ending.ts';
import { boundSocket, describeEndpoint } from './endpoint.ts';
import { printer } from './printer.ts';
import { seededChance } from './seeded-chance.ts';

const COMMAND_LINE: CommandLine = {
  name: 'server.ts',
  summary: 'Answers UDP pings in upper case and drops some of them by chance.',
  positionals: ['PORT'],
  flags: {
    port: { value: 'PORT', help: 'port to listen on (12000)' },
    host: { value: 'ADDRESS', help: 'address to listen on (all, IPv4 and IPv6)' },
    loss: { value: 'SHARE', help: 'share of the pings to drop, 0 to 1 (4/11)' },
    seed: { value: 'N', help: 'drop the same pings in every run with this seed (none: by chance)' },
    json: { help: 'print JSON instead of text, one document a line: listening, ping, summary' },
  },
  exitStatus: [
    '0  ended by Ctrl-C or SIGTERM, with the totals',
    '1  the port cannot be had, or the address is not known',
    '2  the command line is wrong',
  ],
};

interface Options {
  readonly host: string | undefined;
  readonly port: number;
  readonly loss: number;
  readonly seed: number | undefined;
  readonly isJson: boolean;
}

async function serve({ host, port, loss, seed, isJson }: Options, end: AbortSignal): Promise<void> {
  const say = printer(isJson);
  const socket = await boundSocket(host, port);
  const chance = seed === undefined ? Math.random : seededChance(seed);
  let received = 0;
  let dropped = 0;
  socket.on('message', (message, sender) => {
    received += 1;
    const isDropped = chance() < loss;
    const fate = isDropped ? 'dropped' : 'answered';
    const text = message.toString().slice(0, 60);
    const { address } = sender;
    say(
      { event: 'ping', address, port: sender.port, text, fate },
      `${JSON.stringify(text)} from ${describeEndpoint(sender)}: ${fate}`,
    );
    if (isDropped) {
      dropped += 1;
      return;
    }
    socket.send(upperCase(message), sender.port, sender.address, (error) => {
      if (error) console.error(`server.ts: cannot answer ${describeEndpoint(sender)}: ${error.message}`);
    });
  });
  const bound = socket.address();
  say({ event: 'listening', ...bound, loss }, `Waiting for pings on port ${bound.port}, Ctrl-C ends it`);
  await untilEnd(end);
  socket.close();
  say({ event: 'summary', received, dropped }, `\n${received} received, ${dropped} dropped`);
}

/** Byte for byte: what is no ASCII letter stays as it came. */
function upperCase(message: Buffer): Buffer {
  return Buffer.from(
    message.toString('latin1').replace(/[a-z]/g, (letter) => letter.toUpperCase()),
    'latin1',
  );
}

// Before all else, so that no signal comes too early.
const end = endRequest();
const options = readCommandLine(
  COMMAND_LINE,
  (given): Options => ({
    host: typeof given.host === 'string' ? given.host : undefined,
    port: wholeNumber(given, 'port', 12_000, 0, 65_535),
    loss: numberBetween(given, 'loss', 4 / 11, 0, 1),
    seed: given.seed === undefined ? undefined : wholeNumber(given, 'seed', 0, 0, 2 ** 32 - 1),
    isJson: given.json === true,
  }),
);
try {
  await serve(options, end);
} catch (error) {
  console.error(`server.ts: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
