import {
  type Evidence,
  type MailMessage,
  type MimePart,
  type ProgramRecord,
  parseMailMessage,
  parsePath,
  parseSmtpCommand,
  reached,
  readMimeParts,
  readSmtpCredentials,
  removeDotStuffing,
  type SmtpCommandEntry,
  type SmtpCredentials,
  type SmtpEntry,
  type SmtpMessageEntry,
  textOfPart,
} from '../../../harness/index.ts';
import type { MailObservation, MailRun } from '../scenarios/mail-facts.ts';

/** How checks look at runs: nothing here judges, but for a run that was never reached. */

export function runOf(observation: MailObservation, id: string): MailRun {
  return reached(
    observation.facts.runs?.find((run) => run.id === id),
    `a start of the program for "${observation.scenario}: ${id}"`,
  );
}

/** The start of the program that made the run: the last that began before the run was over. */
export function programOf(observation: MailObservation, run: MailRun): ProgramRecord | undefined {
  return observation.programs.findLast(({ startedAtMs }) => startedAtMs <= run.endedAtMs);
}

/** The session that says most: with a message if there is one, else with the most commands. */
export function mainSession(run: MailRun): SmtpEntry | undefined {
  const weight = ({ messages, commands }: SmtpEntry): number => messages.length * 1000 + commands.length;
  return run.sessions.toSorted((a, b) => weight(b) - weight(a))[0];
}

export function commandsOf(run: MailRun): readonly SmtpCommandEntry[] {
  return mainSession(run)?.commands ?? [];
}

/** All commands with this verb, in the main session. */
export function commandsNamed(run: MailRun, ...verbs: readonly string[]): readonly SmtpCommandEntry[] {
  return commandsOf(run).filter(({ verb }) => verbs.includes(verb));
}

/** Addresses of the MAIL or RCPT commands, in order. */
export function addressesIn(run: MailRun, verb: 'MAIL' | 'RCPT'): string[] {
  return commandsNamed(run, verb).map(
    ({ bytes }) => parsePath(parseSmtpCommand(bytes).argument, verb === 'MAIL' ? 'FROM' : 'TO').address ?? '',
  );
}

/** Code of a command's reply; 0 when there was none. */
export function codeOf(command: Pick<SmtpCommandEntry, 'reply'>): number {
  return Number(/^(\d{3}) ?.*$/.exec(command.reply.trimEnd().split('\n').at(-1) ?? '')?.[1] ?? 0);
}

/** Whether the program got this text from us: in its arguments, or as the answer to a prompt. */
export function isGiven(observation: MailObservation, run: MailRun, text: string): boolean {
  const program = programOf(observation, run);
  // The longest stretch that no shell quotes and no prompt cuts.
  const [telling = text] = (text.match(/[\p{L}\p{N} .@-]+/gu) ?? []).toSorted((a, b) => b.length - a.length);
  const told = [program?.command ?? '', ...(program?.answers ?? []).map(({ answer }) => answer)];
  return told.some((each) => each.includes(telling.trim()));
}

/**
 * Whether the program got the sender's address as that of the mail. One that asks for an address once, and logs in with
 * it, asked for a user: the sender stands in its source.
 */
export function isSenderGiven(observation: MailObservation, run: MailRun): boolean {
  const { sender } = run.inputs;
  if (!isGiven(observation, run, sender)) return false;
  const program = programOf(observation, run);
  const told = [program?.command ?? '', ...(program?.answers ?? []).map(({ answer }) => answer)];
  const times = told.join('\n').split(sender).length - 1;
  const isLogin = loginsOf(run).some(({ user }) => user === sender);
  return times !== 1 || !isLogin || addressesIn(run, 'MAIL').includes(sender);
}

/** A message as it was sent, dots unstuffed and parsed. */
export interface SentMessage {
  readonly entry: SmtpMessageEntry;
  readonly message: MailMessage;
  readonly parts: readonly MimePart[];
}

export function sentMessage(run: MailRun): SentMessage | undefined {
  const entry = mainSession(run)?.messages[0];
  if (!entry) return undefined;
  const message = parseMailMessage(removeDotStuffing(entry.raw));
  return { entry, message, parts: readMimeParts(message) };
}

/** The text of the mail, transfer encoding and charset taken off, line ends as LF, without the last one. */
export function textOfMail({ parts }: SentMessage): string {
  const part = parts.find(({ type }) => type === 'text/plain') ?? parts[0];
  return part === undefined ? '' : asText(textOfPart(part));
}

export function asText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
}

/** Every AUTH exchange of a session, with whether it was under TLS. */
export function loginsOf(run: MailRun): readonly (SmtpCredentials & { readonly isEncrypted: boolean })[] {
  const commands = commandsOf(run);
  return commands.flatMap((command, index) => {
    if (command.verb !== 'AUTH') return [];
    const rest = commands.slice(index + 1);
    const end = rest.findIndex(({ verb }) => verb !== 'AUTH*');
    const lines = [command, ...rest.slice(0, end < 0 ? rest.length : end)].map(({ bytes }) => bytes);
    return [{ ...readSmtpCredentials(lines), isEncrypted: command.isEncrypted ?? false }];
  });
}

export function evidenceOf(run: MailRun): readonly Evidence[] {
  const id = mainSession(run)?.conversation;
  return id === undefined ? [] : [{ kind: 'conversation', id }];
}

/** `EHLO, MAIL, then the connection ended`. */
export function describeDialogue(run: MailRun): string {
  const session = mainSession(run);
  if (!session) return 'no connection to a mail server';
  const [first] = session.commands;
  if (first && isTlsHello(first.bytes))
    return `a TLS handshake at once on port ${session.port}, where the server greets in plain text`;
  const verbs = session.commands.map(({ verb }) => verb.slice(0, 20)).join(', ') || 'not one command';
  const last = session.commands.at(-1)?.reply.trimEnd().split('\n').at(-1);
  return `${verbs}${last ? `, answered by "${last}"` : ''}${session.tlsError ? `, TLS failed: ${session.tlsError}` : ''}`;
}

/** Whether the line is the beginning of a TLS handshake: record type 22, version 3. */
function isTlsHello(bytes: Uint8Array): boolean {
  return bytes[0] === 0x16 && bytes[1] === 0x03;
}
