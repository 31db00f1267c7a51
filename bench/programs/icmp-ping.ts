/**
 * Round-trip times as the ICMP pinger reports them, beside those of iputils `ping`, on the same path and in turns:
 *
 *     node bench/programs/icmp-ping.ts [HOST...]        127.0.0.1 and ::1 by default
 *
 * Both take the time themselves, so the difference is what each adds to it. Our pinger uses the socket that it may: a raw
 * one as root, otherwise a datagram one where the system allows that.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './contest.ts';

const ROUNDS = 5;
const PINGS_IN_A_ROUND = 10;
const INTERVAL_S = 0.2;
/** What the median of ours may differ by. */
const AIM_MS = 0.2;
const OURS = join(import.meta.dirname, '../../labs/icmp-ping/program/main.ts');

/** The round-trip times in ms that a pinger prints, on lines with `time=0.042 ms`. */
async function roundTripsMs(command: string, args: readonly string[]): Promise<number[]> {
  const running = promisify(execFile)(command, [...args], { env: { ...process.env, LC_ALL: 'C' } });
  const { stdout } = await running.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    console.error(`There is no ${command} here. On Debian or Ubuntu, as root: apt-get install iputils-ping`);
    process.exit(2);
  });
  const times = Array.from(stdout.matchAll(/time=([\d.]+) ms/g), ([, time]) => Number(time));
  if (times.length !== PINGS_IN_A_ROUND) {
    throw new Error(
      `${command} ${args.join(' ')} shows ${times.length} times, not ${PINGS_IN_A_ROUND}:\n${stdout}`,
    );
  }
  return times;
}

async function measure(host: string): Promise<string[]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [count, interval] = [String(PINGS_IN_A_ROUND), String(INTERVAL_S)];
    theirs.push(...(await roundTripsMs('ping', ['-n', '-c', count, '-i', interval, host])));
    ours.push(
      ...(await roundTripsMs(process.execPath, [OURS, '--count', count, '--interval', interval, host])),
    );
  }
  const differenceMs = median(ours) - median(theirs);
  const verdict = Math.abs(differenceMs) <= AIM_MS ? `within ${AIM_MS} ms` : `not within ${AIM_MS} ms`;
  return [
    row(host, 'icmp-ping', ours, `${differenceMs.toFixed(3)} ms, ${verdict}`),
    row(host, 'iputils ping', theirs, ''),
  ];
}

function row(host: string, name: string, timesMs: readonly number[], difference: string): string {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const figures = [sorted[0], median(sorted), sorted[Math.floor(sorted.length * 0.9)], sorted.at(-1)];
  const cells = figures.map((figure) => `${(figure ?? Number.NaN).toFixed(3)} ms`);
  return `| ${host} | ${name} | ${cells.join(' | ')} | ${difference} |`;
}

console.log(`${ROUNDS} rounds of ${PINGS_IN_A_ROUND} pings each, one every ${INTERVAL_S} s\n`);
console.log('| host | program | lowest | median | 90 % within | highest | medians differ by |');
console.log('|---|---|---:|---:|---:|---:|---|');
const hosts = process.argv.length > 2 ? process.argv.slice(2) : ['127.0.0.1', '::1'];
for (const host of hosts) for (const line of await measure(host)) console.log(line);
