import { lookup } from 'node:dns/promises';
import { formatEvent, formatStatistics } from './format.ts';
import { type CommandLine, help, readCommandLine } from './options.ts';
import { ping } from './pinger.ts';
import { SetupError } from './raw-icmp.ts';
import type { PingStatistics } from './statistics.ts';

interface TargetResult extends PingStatistics {
  readonly target: string;
  readonly address: string;
}

const exitStatus = { allAnswered: 0, someSilent: 1, notDone: 2 };

async function main(): Promise<number> {
  const options = readCommandLine(process.argv.slice(2));
  if (options.isHelp) {
    process.stdout.write(help);
    return exitStatus.allAnswered;
  }
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  const results: TargetResult[] = [];
  let hasUnknown = false;
  for (const target of options.targets) {
    if (interrupted.signal.aborted) break;
    const result = await pingTarget(target, options, interrupted.signal);
    if (result) results.push(result);
    else hasUnknown = true;
  }
  if (options.isJson) console.log(JSON.stringify(results, undefined, 2));
  if (hasUnknown) return exitStatus.notDone;
  return results.every(({ received }) => received > 0) ? exitStatus.allAnswered : exitStatus.someSilent;
}

/** Undefined when the name is unknown, which is said. */
async function pingTarget(
  target: string,
  options: CommandLine,
  signal: AbortSignal,
): Promise<TargetResult | undefined> {
  const address = await addressOf(target);
  if (address === undefined) {
    console.error(`ping: unknown host ${target}`);
    return undefined;
  }
  const print = options.isJson ? () => undefined : (line: string) => console.log(line);
  print(`Pinging ${target} (${address})`);
  const statistics = await ping(address, options, (event) => print(formatEvent(event)), signal);
  print(`\n${formatStatistics(target, statistics)}`);
  return { target, address, ...statistics };
}

async function addressOf(target: string): Promise<string | undefined> {
  try {
    return (await lookup(target, { family: 4 })).address;
  } catch {
    return undefined;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`ping: ${error.message}`);
  process.exitCode = exitStatus.notDone;
}
