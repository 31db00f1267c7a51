import { checkAddress, checkSubject, splitAddresses } from './address.ts';
import { loadAttachment } from './attachment.ts';
import type { Credentials } from './authentication.ts';
import { ExitStatus, MailFailure } from './failure.ts';
import { askOnTerminal } from './hidden-input.ts';
import type { Mail } from './message.ts';
import { defaultSecurity, type Options, type TlsMode } from './options.ts';
import { type Questions, readAll } from './questions.ts';

/** All that is needed to send: nothing is asked from here on. */
export interface Job {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  readonly credentials: Credentials | undefined;
  readonly mail: Mail;
}

export interface JobSources {
  readonly options: Options;
  readonly questions: Questions;
  readonly input: NodeJS.ReadStream;
  /** `MAIL_PASSWORD`. */
  readonly password: string | undefined;
  /** Nothing was told on the command line, or a person sits there: what is missing is asked for. */
  readonly isInteractive: boolean;
  /** What Ctrl-C does while a password is typed. */
  readonly interrupt: () => void;
}

/** @throws MailFailure with status 2 when something is missing or cannot be sent */
export async function prepareJob(sources: JobSources): Promise<Job> {
  const { options, questions } = sources;
  const need = async (told: string | undefined, question: string, option: string): Promise<string> => {
    if (told !== undefined) return told;
    if (sources.isInteractive) return questions.ask(question);
    throw new MailFailure(`${option} is missing. See --help`, ExitStatus.usage);
  };
  const host = withoutBrackets(await need(options.host, 'Mail server: ', '--host'));
  const port = await askForPort(sources);
  const user = options.user ?? (await askForUser(sources));
  const credentials = user === undefined ? undefined : await withPassword(user, port.tls, sources);
  const from = checkAddress(await need(options.from, 'From: ', '--from'), 'sender');
  const told = options.to.length > 0 ? options.to : [await need(undefined, 'To: ', '--to')];
  const to = splitAddresses(told).map((each) => checkAddress(each, 'recipient'));
  if (to.length === 0) throw new MailFailure('There is no recipient. See --help', ExitStatus.usage);
  const subject = checkSubject(await need(options.subject, 'Subject: ', '--subject'));
  const body = options.body ?? (await readBody(sources));
  const attachments = await Promise.all(options.attach.map(loadAttachment));
  return { host, ...port, credentials, mail: { from, to, subject, body, attachments } };
}

async function askForPort({ options, questions, isInteractive }: JobSources) {
  const isTold = options.port !== undefined || options.tls !== undefined || options.host !== undefined;
  if (isTold || !isInteractive) return defaultSecurity(options);
  const answer = (await questions.ask('Port [465]: ')).trim();
  if (answer === '') return defaultSecurity(options);
  if (!/^\d{1,5}$/.test(answer)) throw new MailFailure(`"${answer}" is no port`, ExitStatus.usage);
  return defaultSecurity({ ...options, port: Number(answer) });
}

/** Asked for only where the server was asked for too: who gives options gives --user when there is a login. */
async function askForUser({ options, questions, isInteractive }: JobSources): Promise<string | undefined> {
  if (!isInteractive || options.host !== undefined) return undefined;
  return (await questions.ask('User name (empty for no login): ')).trim() || undefined;
}

async function withPassword(user: string, tls: TlsMode, sources: JobSources): Promise<Credentials> {
  if (tls === 'none') {
    throw new MailFailure(
      'Without TLS anybody on the way could read the password: no login then',
      ExitStatus.usage,
    );
  }
  return { user, password: sources.password ?? (await askForPassword(sources)) };
}

function askForPassword({ questions, isInteractive, interrupt }: JobSources): Promise<string> {
  // Without a person on standard input, what comes there is the text: its first line is no password.
  return isInteractive ? questions.askSecretly('Password: ') : askOnTerminal('Password: ', interrupt);
}

/** An IPv6 address may be written as in a URL: `[::1]`. */
function withoutBrackets(host: string): string {
  return host.trim().replace(/^\[(.*)\]$/, '$1');
}

async function readBody({ questions, input, isInteractive }: JobSources): Promise<string> {
  if (isInteractive) return questions.askForText('Text, ended by a line with a single dot:\n');
  return readAll(input);
}
