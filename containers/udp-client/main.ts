import { setTimeout as wait } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { Recorder } from '../../harness/wire/recorder.ts';
import { openUdpClient } from './open-udp-client.ts';

const program = new Command('udp-client')
  .description('Sends UDP datagrams to a server, one at a time, and prints what comes back.')
  .argument('[host]', 'IPv4 address of the server', '127.0.0.1')
  .argument('[port]', 'port of the server', positive, 12_000)
  .option('--count <number>', 'datagrams to send', positive, 10)
  .option('--text <text>', 'what to send; {n} stands for the number', 'ping {n}')
  .option('--timeout <ms>', 'milliseconds to wait for each answer', positive, 1000)
  .option('--interval <ms>', 'milliseconds between an answer and the next datagram', positive, 1)
  .parse();
const options = program.opts<{ count: number; text: string; timeout: number; interval: number }>();
const [host, port] = program.processedArgs as [string, number];

await using client = await openUdpClient(new Recorder());
let received = 0;
for (let n = 1; n <= options.count; n++) {
  const startedAt = performance.now();
  await client.send(options.text.replaceAll('{n}', String(n)), host, port);
  const answer = await client.receive(options.timeout);
  if (answer) {
    received += 1;
    const text = JSON.stringify(Buffer.from(answer.bytes).toString());
    console.log(
      `${n}: ${text} from ${answer.host}:${answer.port} after ${(performance.now() - startedAt).toFixed(3)} ms`,
    );
  } else console.log(`${n}: no answer within ${options.timeout} ms`);
  await wait(options.interval);
}
console.log(`${options.count} sent, ${received} answered`);
process.exitCode = received > 0 ? 0 : 1;

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value <= 0)
    throw new InvalidArgumentError('It is no positive whole number.');
  return value;
}
