import { decodeWords, defineCheck, fail, handout, mailFieldValues, rfc } from '../../../harness/index.ts';
import { basics, submission } from '../scenarios/basic-scenarios.ts';
import type { MailObservation, MailRun } from '../scenarios/mail-facts.ts';
import { loginFault } from './login-fault.ts';
import {
  addressesIn,
  codeOf,
  commandsNamed,
  commandsOf,
  describeDialogue,
  evidenceOf,
  isGiven,
  isSenderGiven,
  loginsOf,
  mainSession,
  runOf,
  textOfMail,
} from './reading.ts';
import { beTheServer } from './reproduce.ts';
import { requireMessage } from './require-message.ts';

const NEEDS_CONNECTION = ['mail-client/connects'];
const YOUR_SERVER = 'Put a mail server that you know in the place of smtp.example.org.';

export const usesTls = defineCheck({
  id: 'mail-client/uses-tls',
  title: 'It speaks TLS to the server, from the first byte or after STARTTLS',
  kind: 'core',
  level: 'course',
  points: 5,
  sources: [handout('1'), rfc(8314, '3')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Speaks TLS at once on port 465 (if the program does) and offers STARTTLS on the others.',
    expects:
      'A finished TLS handshake before the mail; whether the certificate is checked is a matter of its own.',
    why: 'Without TLS everybody on the way reads the mail and the password.',
    mistake:
      'A plain socket. In Python: ssl.create_default_context().wrap_socket(sock, server_hostname=host).',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const session = mainSession(run);
    if (session && session.usedTls !== 'none') return;
    fail({
      expected: 'TLS: at once on port 465, or after STARTTLS',
      actual: `plain text on port ${session?.port}`,
      hint: 'The whole dialogue went over a plain socket. Wrap it in TLS before the first byte (port 465), or send STARTTLS and wrap it after the 220 (port 587).',
      reproduce: 'openssl s_client -crlf -quiet -connect smtp.example.org:465',
      reproduceNote: `${YOUR_SERVER} The dialogue goes on as in plain text.`,
      evidence: evidenceOf(run),
    });
  },
});

export const passwordOnlyOverTls = defineCheck({
  id: 'mail-client/password-only-over-tls',
  title: 'The password never goes over the wire in the clear',
  kind: 'core',
  level: 'must',
  points: 3,
  sources: [handout('5'), rfc(4954, '4'), rfc(8314, '3')],
  scenario: submission,
  needs: NEEDS_CONNECTION,
  explanation: {
    does: 'Offers STARTTLS on port 587, and AUTH only after it.',
    expects: 'AUTH only under TLS, or not at all.',
    why: 'Base64 is no encryption: anybody on the way reads the password.',
    mistake: 'AUTH LOGIN right after EHLO. Upgrade first, say EHLO again, then log in.',
  },
  judge(observation) {
    const run = runOf(observation, 'starttls');
    const inClear = loginsOf(run).find(({ isEncrypted, password }) => !isEncrypted && password !== undefined);
    if (!inClear) return;
    fail({
      expected: 'AUTH under TLS only',
      actual: `AUTH ${inClear.mechanism} in plain text on port ${mainSession(run)?.port}`,
      hint: 'The login leaves before the connection is encrypted; base64 is no encryption. Send STARTTLS first (or wrap the socket at once on port 465), then EHLO again, then AUTH.',
      reproduce: 'openssl s_client -crlf -quiet -starttls smtp -connect smtp.example.org:587',
      reproduceNote: `${YOUR_SERVER} It sends STARTTLS for you: EHLO and AUTH LOGIN come behind it.`,
      evidence: evidenceOf(run),
    });
  },
});

/** A program that speaks plain text to a server that offers no AUTH has nobody to log in to. */
export function isLoginExpected(run: MailRun): boolean {
  const session = mainSession(run);
  const isOffered = commandsOf(run).some(
    ({ verb, reply }) => verb === 'EHLO' && /^250[ -]AUTH\b/m.test(reply),
  );
  return isOffered || (session !== undefined && session.usedTls !== 'none');
}

const AUTH_EXPECTED = 'AUTH PLAIN or AUTH LOGIN with base64 of user and password';

export const authenticates = defineCheck({
  id: 'mail-client/authenticates',
  title: 'It logs in with AUTH, user and password rightly encoded',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('5'), rfc(4954, '4')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Offers AUTH PLAIN and LOGIN under TLS (and on port 2525), and takes any user and password.',
    expects:
      'AUTH PLAIN or AUTH LOGIN, with or without an initial response, before MAIL; base64 of the user and password that it was given, or of its own. Passed too where a plain connection offers no AUTH.',
    why: 'Mail providers take mail from known users only.',
    mistake: 'The text itself instead of its base64, or base64 of a text with a line end in it.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    if (commandsNamed(run, 'AUTH').length === 0 && !isLoginExpected(run)) return;
    const login = loginsOf(run).at(-1);
    if (!login)
      fail({
        expected: AUTH_EXPECTED,
        actual: `no AUTH: ${describeDialogue(run)}`,
        hint: 'The program never logs in. Send AUTH LOGIN, then base64 of the user and base64 of the password, each on a line of its own after a 334.',
        ...beTheServer(run),
        evidence: evidenceOf(run),
      });
    const { user, password } = run.inputs;
    const fault = loginFault(login, {
      user,
      password,
      isUserGiven: isGiven(observation, run, user),
      isPasswordGiven: isGiven(observation, run, password),
      isRefused: commandsNamed(run, 'AUTH', 'AUTH*').every((command) => codeOf(command) !== 235),
    });
    if (!fault) return;
    fail({
      expected: AUTH_EXPECTED,
      ...fault,
      reproduce: "printf '\\0user\\0password' | base64",
      reproduceNote: 'It prints the argument of AUTH PLAIN. AUTH LOGIN takes base64 of each alone.',
      evidence: evidenceOf(run),
    });
  },
});

export const envelope = defineCheck({
  id: 'mail-client/envelope',
  title: 'MAIL names the sender and RCPT the recipient',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('6'), rfc(5321, '3.3')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Compares MAIL and RCPT with what the program was told to send.',
    expects: 'The sender and recipient it was given; for a program that knows its own, any address in each.',
    why: 'Servers deliver by the envelope; the header is only read by people.',
    mistake: 'Sender and recipient mixed up, or an address left over from a test.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const senders = addressesIn(run, 'MAIL');
    const recipients = addressesIn(run, 'RCPT');
    const [recipient = ''] = run.inputs.recipients;
    const isSenderRight = isSenderGiven(observation, run)
      ? isRight(observation, run, senders, run.inputs.sender)
      : senders.some((each) => each !== '');
    if (isSenderRight && isRight(observation, run, recipients, recipient)) return;
    fail({
      expected: `MAIL FROM:<${shown(observation, run, run.inputs.sender)}> and RCPT TO:<${shown(observation, run, recipient)}>`,
      actual: `sender ${senders.join(', ') || 'none'}; recipient ${recipients.join(', ') || 'none'}`,
      hint:
        senders.length === 0 || recipients.length === 0
          ? 'The dialogue broke off before both were said: look at the last reply, and mend the command before it.'
          : 'Other addresses stand in the envelope than the program was given. MAIL takes the sender, RCPT the recipient; see that they are not exchanged, nor taken from the source.',
      ...beTheServer(run),
      evidence: evidenceOf(run),
    });
  },
});

/** A program with an address of its own is not told ours. */
function shown(observation: MailObservation, run: MailRun, wanted: string): string {
  return isGiven(observation, run, wanted) ? wanted : 'address';
}

/** The domain's letters count in any case, RFC 5321 section 2.4; nobody tells local parts by case either. */
function isRight(
  observation: MailObservation,
  run: MailRun,
  found: readonly string[],
  wanted: string,
): boolean {
  if (!isGiven(observation, run, wanted)) return found.some((each) => each !== '');
  return found.length > 0 && found.every((each) => each.toLowerCase() === wanted.toLowerCase());
}

export const takesInputs = defineCheck({
  id: 'mail-client/takes-inputs',
  title: 'It takes sender, recipient, subject and text from the user',
  kind: 'core',
  level: 'course',
  points: 2,
  sources: [handout('10')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Gives sender, recipient, subject and text as arguments, or as answers to prompts, as the source asks for them.',
    expects: 'Each of the four, somewhere in the envelope or the message. A share of the points for each.',
    why: 'A mail program that can send one mail only is an experiment.',
    mistake: 'Addresses and text in the source. Read them from the arguments or ask for them.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const sent = requireMessage(run);
    const { sender, recipients, subject, body } = run.inputs;
    const subjects = mailFieldValues(sent.message, 'Subject').map((each) => decodeWords(each).text);
    const raw = `${addressesIn(run, 'MAIL')} ${addressesIn(run, 'RCPT')} ${Buffer.from(sent.entry.raw).toString('utf8')} ${subjects} ${textOfMail(sent)}`;
    const wanted = { sender, recipient: recipients[0] ?? '', subject, text: body.slice(10, 30) };
    const missing = Object.entries(wanted).filter(([, value]) => !raw.includes(value));
    if (missing.length === 0) return;
    const names = missing.map(([name]) => name).join(', ');
    // The blanks were typed as dashes, since the source reads one word of each line.
    const isOneWord = missing.every(([, value]) => raw.includes(value.replaceAll(' ', '-')));
    fail({
      expected: 'the sender, recipient, subject and text that it was given',
      actual: isOneWord ? `one word alone of ${names}` : `its own ${names}`,
      hint: isOneWord
        ? 'What is typed is read up to the first blank; the rest of the line is taken for the next answer. Read the whole line: fgets, getline, nextLine(), bufio.Scanner.'
        : 'These stand in the source. Take them from the command line (--from, --to, --subject, --body) or ask the user for them, and use what came.',
      credit: 1 - missing.length / 4,
      evidence: evidenceOf(run),
    });
  },
});
