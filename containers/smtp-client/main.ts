import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readSmtpReplies } from '../../harness/protocols/smtp/index.ts';
import { caretAt } from '../../harness/wire/caret.ts';
import { escapeBytes } from '../../harness/wire/escape.ts';
import { Recorder } from '../../harness/wire/recorder.ts';
import { connectTcp, type Received } from '../tcp-client/tcp-client.ts';
import { speakDialogue } from './speak-dialogue.ts';
import { unescapeBytes } from './unescape-bytes.ts';

interface Options {
  readonly say: readonly Uint8Array[];
  readonly raw?: boolean;
  readonly wait: boolean;
  readonly lineEnd: keyof typeof LINE_ENDS;
  readonly pieces?: number;
  readonly gap: number;
  readonly timeout: number;
}

const LINE_ENDS = { crlf: '\r\n', lf: '\n', cr: '\r', none: '' } as const;
const SHOWN_BYTES = 400;

const program = new Command('smtp-client')
  .description(
    'Says to a mail server, byte for byte, the lines it is told, each after the reply to the one before; shows what came and where it is not as RFC 5321 says.',
  )
  .argument('[host]', 'host name or address of the server', '127.0.0.1')
  .argument('[port]', 'port of the server', wholeNumber, 2525)
  .option('--say <line>', 'a line to say, instead of those on standard input; repeatable', collect, [])
  .addOption(
    new Option('--line-end <word>', 'what ends each line').choices(Object.keys(LINE_ENDS)).default('crlf'),
  )
  .option('--no-wait', 'say all lines without waiting for replies')
  .option('--raw', 'send the bytes of standard input as they are, after the greeting')
  .option('--pieces <bytes>', 'with --raw: send in pieces of so many bytes', wholeNumber)
  .option('--gap <ms>', 'with --raw: milliseconds between pieces', wholeNumber, 10)
  .option('--timeout <ms>', 'milliseconds to wait for each reply', wholeNumber, 5000)
  .addHelpText(
    'after',
    `
In lines, \\r \\n \\t \\0 \\\\ and \\xNN stand for bytes. Nothing is added: no dots, no QUIT. No TLS.
Exit status: 0 when the server said anything, 1 when not, or when there was no connection or an unknown option,
2 after a line on standard input that cannot be read.

Example: node main.ts 127.0.0.1 2525 --say 'EHLO me' --say 'MAIL FROM:<a@b.example>' --say QUIT`,
  )
  .parse();
const options = program.opts<Options>();
const [host, port] = program.processedArgs as [string, number];

await using client = await connectTcp({ host, port, peer: 'smtp-client' }, new Recorder());
let receivedBytes = 0;
if (client.isConnected) {
  await (options.raw ? sendRaw() : speak()).catch(tell);
  if (receivedBytes === 0) process.exitCode = 1;
} else {
  console.error(
    `Cannot connect to ${host} port ${port}: ${client.connectError}. Is the server running there?`,
  );
  process.exitCode = 1;
}

async function speak(): Promise<void> {
  const said = speakDialogue(client, options.say.length > 0 ? options.say : linesOfInput(), {
    lineEnd: LINE_ENDS[options.lineEnd],
    timeoutMs: options.timeout,
    waitsForReplies: options.wait,
  });
  for await (const each of said) {
    if (each.from === 'client') console.log(`C: ${escapeBytes(each.bytes, SHOWN_BYTES)}`);
    else show(each.received);
  }
}

/** A line of standard input that stands for no bytes; what came before it was said. */
function tell(error: unknown): void {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function sendRaw(): Promise<void> {
  const bytes = await buffer(process.stdin);
  show(await client.receiveUntil((came) => readSmtpReplies(came).replies.length > 0, options.timeout));
  console.log(`C: ${escapeBytes(bytes, SHOWN_BYTES)}`);
  await client.sendInPieces(bytes, options.pieces ?? Math.max(bytes.length, 1), options.gap);
  show(await client.receiveAll(options.timeout));
}

function show({ bytes, ended, durationMs }: Received): void {
  receivedBytes += bytes.length;
  for (const line of Buffer.from(bytes)
    .toString('latin1')
    .split(/(?<=\n)/)) {
    if (line !== '') console.log(`S: ${escapeBytes(Buffer.from(line, 'latin1'), SHOWN_BYTES)}`);
  }
  for (const { kind, offset, text } of readSmtpReplies(bytes).deviations) {
    console.log(`-- ${kind}: ${text}\n${caretAt(bytes, offset)}`);
  }
  if (ended !== 'done') console.log(`-- after ${durationMs.toFixed(0)} ms: ${ended}`);
}

/** A byte each character, whatever the encoding is. */
async function* linesOfInput(): AsyncGenerator<Uint8Array> {
  for await (const line of createInterface({ input: process.stdin.setEncoding('latin1') })) {
    yield unescapeBytes(line);
  }
}

function collect(line: string, lines: readonly Uint8Array[]): readonly Uint8Array[] {
  try {
    return [...lines, unescapeBytes(Buffer.from(line).toString('latin1'))];
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is no whole number.');
  return Number(text);
}
