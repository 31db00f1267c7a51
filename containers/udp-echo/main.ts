import { setTimeout as wait } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { Recorder } from '../../harness/wire/recorder.ts';
import { startUdpEcho } from './udp-echo.ts';

const options = new Command('udp-echo')
  .description('Answers UDP datagrams in upper case and loses some of them, the same ones for the same seed.')
  .option('--host <address>', 'address to bind', '127.0.0.1')
  .option('--port <number>', 'port to bind, 0 for any free one', wholeNumber, 12_000)
  .option('--loss <share>', 'share of the datagrams that are lost, 0 to 1', share, 0)
  .option('--seed <number>', 'seed of the losses', wholeNumber, 1)
  .option('--delay <ms>', 'milliseconds before each answer', wholeNumber, 0)
  .option('--copies <number>', 'answers to each datagram', wholeNumber, 1)
  .option('--keep-case', 'answer with the very bytes that came', false)
  .parse()
  .opts<{
    host: string;
    port: number;
    loss: number;
    seed: number;
    delay: number;
    copies: number;
    keepCase: boolean;
  }>();

const recorder = new Recorder();
await using peer = await startUdpEcho(
  options.port,
  {
    loss: { kind: 'rate', rate: options.loss, seed: options.seed },
    default: { delayMs: options.delay, copies: options.copies },
    upperCases: !options.keepCase,
  },
  { recorder, host: options.host },
);
console.log(`Answering on ${options.host} port ${peer.port}. Ctrl-C ends it.`);

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());
let printed = 0;
while (!interrupted.signal.aborted) {
  await wait(100, undefined, { signal: interrupted.signal }).catch(() => undefined);
  const entries = await peer.log();
  for (const entry of entries.slice(printed)) {
    const text = JSON.stringify(Buffer.from(entry.bytes).toString());
    console.log(`${(entry.atMs / 1000).toFixed(3)} s  ${entry.from}  ${text}${entry.isLost ? '  lost' : ''}`);
  }
  printed = entries.length;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('It is no whole number.');
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('It is no number from 0 to 1.');
  return value;
}
