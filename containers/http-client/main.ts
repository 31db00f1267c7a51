import { buffer } from 'node:stream/consumers';
import { Command, InvalidArgumentError } from 'commander';
import { parseHttp } from '../../harness/protocols/http/parse-http.ts';
import { caretAt } from '../../harness/wire/caret.ts';
import { escapeBytes } from '../../harness/wire/escape.ts';
import { Recorder } from '../../harness/wire/recorder.ts';
import { connectTcp } from '../tcp-client/tcp-client.ts';
import { receiveResponse } from './receive-response.ts';

interface Options {
  readonly method: string;
  readonly field: readonly string[];
  readonly raw?: boolean;
  readonly pieces?: number;
  readonly gap: number;
  readonly timeout: number;
}

const program = new Command('http-client')
  .description(
    'Sends one HTTP request, byte for byte as told, and shows what came and where it is not as RFC 9112 says.',
  )
  .argument('[host]', 'host name or address of the server', '127.0.0.1')
  .argument('[port]', 'port of the server', wholeNumber, 6789)
  .argument('[target]', 'request target', '/HelloWorld.html')
  .option('--method <name>', 'request method', 'GET')
  .option('--field <line>', 'a field line more, "Name: value"; repeatable', collect, [])
  .option('--raw', 'send the bytes of standard input instead of a request made of the options')
  .option('--pieces <bytes>', 'send in pieces of so many bytes', wholeNumber)
  .option('--gap <ms>', 'milliseconds between pieces', wholeNumber, 10)
  .option('--timeout <ms>', 'milliseconds to wait for the first byte', wholeNumber, 5000)
  .addHelpText('after', "\nExample: printf 'GET / HTTP/1.0\\r\\n\\r\\n' | node main.ts 127.0.0.1 6789 --raw")
  .parse();
const options = program.opts<Options>();
const [host, port, target] = program.processedArgs as [string, number, string];

const request = options.raw ? await buffer(process.stdin) : Buffer.from(requestFromOptions());
await using client = await connectTcp({ host, port, peer: 'http-client' }, new Recorder());
if (client.isConnected) {
  await client.sendInPieces(request, options.pieces ?? Math.max(request.length, 1), options.gap);
  await show();
} else {
  console.error(
    `Cannot connect to ${host} port ${port}: ${client.connectError}. Is the server running there?`,
  );
  process.exitCode = 1;
}

function requestFromOptions(): string {
  const fields = [`Host: ${host}:${port}`, 'Connection: close', ...options.field];
  return `${options.method} ${target} HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n`;
}

async function show(): Promise<void> {
  const requestMethod = options.raw ? 'GET' : options.method;
  const times = { firstByteTimeoutMs: options.timeout, lingerMs: 500 };
  const received = await receiveResponse(client, { requestMethod, ...times });
  const { message, deviations } = parseHttp('response', received.bytes, { requestMethod });
  for (const line of Buffer.from(message.headBytes)
    .toString('latin1')
    .split(/(?<=\n)/)) {
    if (line !== '') console.log(escapeBytes(Buffer.from(line, 'latin1'), 400));
  }
  if (message.body.length > 0) console.log(escapeBytes(message.body, 400));
  console.log(
    `-- ${received.bytes.length} bytes in ${received.durationMs.toFixed(1)} ms, then: ${received.ended}`,
  );
  for (const { kind, offset, text } of deviations) {
    console.log(`-- ${kind}: ${text}\n${caretAt(received.bytes, offset)}`);
  }
  if (received.bytes.length === 0) process.exitCode = 1;
}

function collect(line: string, lines: readonly string[]): readonly string[] {
  return [...lines, line];
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is no whole number.');
  return Number(text);
}
