import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { getCACertificates } from 'node:tls';
import { Dialogue } from './dialogue.ts';
import { ExitStatus, MailFailure } from './failure.ts';
import { prepareJob } from './job.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { Questions } from './questions.ts';
import { type Delivery, sendMail } from './send-mail.ts';

process.on('SIGINT', interrupt);
process.on('SIGTERM', () => endBy('SIGTERM'));
// Nobody reads on, as after `| head`: the mail goes out all the same.
process.stdout.on('error', () => undefined);

try {
  const options = readOptions(process.argv.slice(2));
  process.exitCode = options.isHelp ? showHelp() : await run(options);
} catch (error) {
  process.exitCode = tell(error);
}

async function run(options: Options): Promise<number> {
  const { stdin, stdout, stderr } = process;
  const shown = options.isJson ? stderr : stdout;
  const questions = new Questions(stdin, shown, interrupt);
  const isInteractive = process.argv.length <= 2 || stdin.isTTY === true;
  const job = await prepareJob({
    options,
    questions,
    input: stdin,
    password: process.env.MAIL_PASSWORD,
    isInteractive,
    interrupt,
  });
  questions.close();
  const delivery = await sendMail(job, {
    dialogue: new Dialogue((line) => shown.write(`${line}\n`)),
    trusted: await trustedAuthorities(options.ca),
    timeoutMs: options.timeoutMs,
  });
  if (options.isJson) stdout.write(`${JSON.stringify({ isSent: true, ...delivery })}\n`);
  else stdout.write(`Sent to ${delivery.accepted.join(', ')}: ${delivery.bytes} bytes.\n`);
  return tellRefusals(delivery);
}

/** Node's own list, with NODE_EXTRA_CA_CERTS in it, the system's, and the file that was named. */
async function trustedAuthorities(file: string | undefined): Promise<string[]> {
  const known = [...getCACertificates('default'), ...getCACertificates('system')];
  if (file === undefined) return known;
  try {
    return [...known, await readFile(file, 'utf8')];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MailFailure(`Cannot read the authorities in ${file}: ${reason}`, ExitStatus.usage);
  }
}

function tellRefusals({ refused }: Delivery): number {
  for (const { recipient, reply } of refused) {
    process.stderr.write(`The server refused the recipient ${recipient}: ${reply}\n`);
  }
  return refused.length === 0 ? ExitStatus.sent : ExitStatus.refused;
}

function tell(error: unknown): number {
  if (!(error instanceof MailFailure)) throw error;
  process.stderr.write(`Not sent. ${error.message}\n`);
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ isSent: false, error: error.message })}\n`);
  }
  return error.exitStatus;
}

function showHelp(): number {
  process.stdout.write(HELP);
  return ExitStatus.sent;
}

function interrupt(): void {
  endBy('SIGINT');
}

/** Ends at once, with 128 and the number of the signal. The server drops what was not ended by its dot. */
function endBy(signal: 'SIGINT' | 'SIGTERM'): void {
  process.stderr.write(signal === 'SIGINT' ? '\nInterrupted.\n' : '\nTerminated.\n');
  process.exit(128 + constants.signals[signal]);
}
