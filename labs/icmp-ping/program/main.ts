/**
 * ICMP pinger: sends echo requests, tells their replies from everything else that comes, and sums up.
 *
 *   options.ts       the command line
 *   targets.ts       names to addresses
 *   pinger.ts        sends requests and notes what becomes of each
 *   echo.ts          echo requests and replies, byte by byte; checksum.ts, ipv4.ts, ipv6.ts
 *   classify.ts      reply, duplicate, late, corrupted, error, or nothing to do with us
 *   icmp-errors.ts   errors, and the request that they quote
 *   icmp-version.ts  where IPv4 and IPv6 differ
 *   open-icmp.ts     gets a socket: raw-icmp.ts, or where that is not allowed datagram-icmp.ts
 *   statistics.ts    minimum, average, maximum, deviation, loss
 *   format.ts        what is printed
 */
import { randomInt } from 'node:crypto';
import { formatEvent, formatStatistics } from './format.ts';
import { type CommandLine, help, readCommandLine } from './options.ts';
import { ping } from './pinger.ts';
import { SetupError } from './setup-error.ts';
import type { PingStatistics } from './statistics.ts';
import { findTarget } from './targets.ts';

interface TargetResult extends PingStatistics {
  readonly target: string;
  readonly address: string;
}

const exitStatus = { allAnswered: 0, someSilent: 1, notDone: 2 };

async function main(): Promise<number> {
  // First of all, so that no signal comes too early.
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  const options = readCommandLine(process.argv.slice(2));
  if (options.isHelp) {
    process.stdout.write(help);
    return exitStatus.allAnswered;
  }
  // Consecutive ones: no two of our targets have the same.
  const firstIdentifier = randomInt(1, 0x10000 - options.targets.length);
  const outcomes = await Promise.all(
    options.targets.map((target, index) =>
      pingTarget(target, firstIdentifier + index, options, interrupted.signal).catch(reportSetupError),
    ),
  );
  const results = outcomes.filter((outcome) => outcome !== undefined);
  if (options.isJson) console.log(JSON.stringify(results, undefined, 2));
  else for (const result of results) console.log(`\n${formatStatistics(result.target, result)}`);
  if (results.length < outcomes.length) return exitStatus.notDone;
  return results.every(({ received }) => received > 0) ? exitStatus.allAnswered : exitStatus.someSilent;
}

/** @throws SetupError when the name is unknown, or there is no socket to be had */
async function pingTarget(
  name: string,
  identifier: number,
  options: CommandLine,
  signal: AbortSignal,
): Promise<TargetResult> {
  const { address } = await findTarget(name, options.family);
  const print = options.isJson ? () => undefined : (line: string) => console.log(line);
  const prefix = options.targets.length > 1 ? `${name}: ` : '';
  print(`Pinging ${name} (${address})`);
  const report = (event: Parameters<typeof formatEvent>[0]) => print(`${prefix}${formatEvent(event)}`);
  return { target: name, address, ...(await ping({ address, identifier }, options, report, signal)) };
}

/** Says what the user has to mend. Anything else is a fault of ours. */
function reportSetupError(error: unknown): undefined {
  if (!(error instanceof SetupError)) throw error;
  console.error(`ping: ${error.message}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  reportSetupError(error);
  process.exitCode = exitStatus.notDone;
}
