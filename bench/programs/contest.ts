import { type ProcessFigures, processFigures } from './process-figures.ts';
import type { Load } from './run-wrk.ts';
import type { StartedProcess } from './started-process.ts';

/** One of the programs that are measured beside each other. */
export interface Contestant {
  readonly name: string;
  readonly server: StartedProcess;
  readonly measure: () => Promise<Load>;
}

/** A round: what the client saw, and what the server paid for each request. */
export interface Round extends Load, ProcessFigures {
  readonly cpuMicrosecondsPerRequest: number;
}

/**
 * Measures in turns, A B C A B C, so that what else the machine does meets all of them; after a turn that only warms up.
 * @returns the rounds of each, by name
 */
export async function compare(
  contestants: readonly Contestant[],
  turns: number,
): Promise<ReadonlyMap<string, readonly Round[]>> {
  const rounds = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
  for (const { measure } of contestants) await measure();
  for (let turn = 0; turn < turns; turn++) {
    for (const contestant of contestants) rounds.get(contestant.name)?.push(await measureRound(contestant));
  }
  return rounds;
}

async function measureRound({ server, measure }: Contestant): Promise<Round> {
  const before = await processFigures(server.pid);
  const load = await measure();
  const after = await processFigures(server.pid);
  const cpuSeconds = after.cpuSeconds - before.cpuSeconds;
  return { ...load, ...after, cpuMicrosecondsPerRequest: (cpuSeconds / load.requests) * 1e6 };
}

/**
 * A table in Markdown. How many times the others' rate the first one's is, is the median of the turns' own ratios: the
 * rounds of one turn stood under the same load.
 */
export function formatContest(rounds: ReadonlyMap<string, readonly Round[]>): string {
  const [first = []] = rounds.values();
  const rows = [...rounds].map(([name, own]) => {
    const rates = own.map(({ requestsPerSecond }) => requestsPerSecond);
    const ratio = median(rates.map((rate, turn) => (first[turn]?.requestsPerSecond ?? Number.NaN) / rate));
    const cells = [
      name,
      whole(median(rates)),
      `${whole(Math.min(...rates))} to ${whole(Math.max(...rates))}`,
      median(own.map(({ p99Ms }) => p99Ms)).toFixed(1),
      median(own.map((round) => round.cpuMicrosecondsPerRequest)).toFixed(1),
      own.at(-1)?.processes,
      ratio.toFixed(2),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const names = [
    '',
    'requests/s',
    'lowest to highest',
    'p99, ms',
    'CPU per request, us',
    'processes',
    'first / this',
  ];
  return [`| ${names.join(' | ')} |`, '|---|---:|---:|---:|---:|---:|---:|', ...rows].join('\n');
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor((sorted.length - 1) / 2);
  const [low = Number.NaN, high = low] = sorted.slice(middle, middle + 2);
  return sorted.length % 2 === 1 ? low : (low + high) / 2;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
