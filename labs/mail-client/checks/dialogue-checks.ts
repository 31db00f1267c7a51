import {
  caretAt,
  defineCheck,
  escapeBytes,
  fail,
  handout,
  parseSmtpCommand,
  rfc,
  type SmtpCommandEntry,
} from '../../../harness/index.ts';
import { basics } from '../scenarios/basic-scenarios.ts';
import type { MailRun } from '../scenarios/mail-facts.ts';
import {
  codeOf,
  commandsNamed,
  commandsOf,
  describeDialogue,
  evidenceOf,
  mainSession,
  programOf,
  runOf,
} from './reading.ts';
import { beTheServer } from './reproduce.ts';

const NEEDS_CONNECTION = ['mail-client/connects'];

export const connects = defineCheck({
  id: 'mail-client/connects',
  title: 'It connects to the mail server and speaks SMTP to it',
  kind: 'core',
  level: 'must',
  points: 3,
  sources: [handout('1'), rfc(5321, '3.1')],
  scenario: basics,
  isTimed: true,
  explanation: {
    does: 'Starts the program with a mail server behind ports 25, 465, 587, 1025, 2525 and 8025 of every address.',
    expects:
      'A connection to one of them (TLS where the program begins with it) and at least one command line.',
    why: 'Everything else happens on this connection.',
    mistake: 'The program ended before it connected, or its TLS handshake failed. Read what it printed.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    if (commandsOf(run).length > 0) return;
    fail({
      expected: 'a connection, and EHLO or HELO on it',
      actual: programOf(observation, run)?.notUpBecause ?? describeDialogue(run),
      hint: whyNoCommand(run),
      reproduce: beTheServer(),
      evidence: evidenceOf(run),
    });
  },
});

export const greetsWithName = defineCheck({
  id: 'mail-client/greets-with-name',
  title: 'It opens the dialogue with EHLO or HELO and a name',
  kind: 'core',
  level: 'must',
  points: 3,
  sources: [handout('2'), rfc(5321, '4.1.1.1')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  explanation: {
    does: 'Looks at the first command of the session.',
    expects: 'EHLO or HELO, in any case of letters, with a name or an address in brackets after it.',
    why: 'A server may refuse everything else before it, and refuses a HELO without a name.',
    mistake: 'HELO alone. Write HELO and the name of your host: HELO alice.example.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const [first] = commandsOf(run);
    const command = parseSmtpCommand(first?.bytes ?? new Uint8Array());
    const isHello = command.verb === 'EHLO' || command.verb === 'HELO';
    if (isHello && command.argument.trim() !== '') return;
    fail({
      expected: 'EHLO or HELO and a name',
      actual: caretAt(first?.bytes ?? new Uint8Array(), isHello ? 4 : 0),
      hint: isHello
        ? 'The name is missing: write EHLO, one space, and the name of your host, as in "EHLO alice.example\\r\\n".'
        : 'The dialogue begins with another command. Read the greeting (220) first, then send EHLO or HELO and the name of your host.',
      reproduce: beTheServer(),
      evidence: evidenceOf(run),
    });
  },
});

export const waitsForReplies = defineCheck({
  id: 'mail-client/waits-for-replies',
  title: 'It waits for each reply before it sends the next command',
  kind: 'core',
  level: 'must',
  points: 8,
  sources: [handout('3'), rfc(5321, '2.1'), rfc(2920, '3.1')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  explanation: {
    does: 'Answers each command after 60 ms (and does not offer PIPELINING).',
    expects: 'No byte of a command, or of the message, before the reply to the one before has left.',
    why: 'What is sent before the reply cannot depend on it: a refused recipient, a refused DATA go unnoticed.',
    mistake:
      'Commands sent one after the other, or DATA and the text in one piece. Read a reply after each command.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const early = commandsOf(run).find(({ cameBeforeReply }) => cameBeforeReply);
    const isMessageEarly = mainSession(run)?.messages.some(({ cameBeforeReply }) => cameBeforeReply);
    if (!early && !isMessageEarly) return;
    fail({
      expected: 'each command after the reply to the one before',
      actual: early
        ? `"${escapeBytes(early.bytes, 60)}" before the reply to the command before it`
        : 'the text of the message before the 354 that answers DATA',
      hint: early
        ? 'A send follows another one with no read between them. After each command read until the whole reply is there; only then send the next one.'
        : 'DATA and the text leave together. Send DATA, read the reply, and send the text only after its 354.',
      reproduce: beTheServer({
        answers: 'wait some seconds with each answer, and watch what comes before it',
      }),
      evidence: evidenceOf(run),
    });
  },
});

export const commandsEndWithCrlf = defineCheck({
  id: 'mail-client/commands-end-with-crlf',
  title: 'Every command line ends with CRLF',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('4'), rfc(5321, '2.3.8')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  explanation: {
    does: 'Looks at the raw bytes of every command, those of the login included.',
    expects: 'CR LF at the end of each, and neither CR nor LF alone anywhere.',
    why: 'Many servers take LF alone, strict ones wait for ever.',
    mistake: '"\\n" where "\\r\\n" belongs, or print() on a file made of the socket.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    for (const { bytes } of commandsOf(run)) {
      const [deviation] = parseSmtpCommand(bytes).deviations.filter(({ kind }) =>
        ['lf-only', 'bare-cr', 'no-line-end'].includes(kind),
      );
      if (!deviation) continue;
      fail({
        expected: 'CR LF at the end of the line',
        actual: `${deviation.text}, at byte ${deviation.offset}\n${caretAt(bytes, deviation.offset)}`,
        hint: WHY_NO_CRLF[deviation.kind] ?? deviation.text,
        reproduce: beTheServer(),
        evidence: evidenceOf(run),
      });
    }
  },
});

/** Judged by checks of their own. */
const JUDGED_ELSEWHERE = ['lf-only', 'bare-cr', 'no-line-end', 'no-angle-brackets', 'space-after-colon'];

export const commandsWellFormed = defineCheck({
  id: 'mail-client/commands-well-formed',
  title: 'Every command is one that SMTP knows, well formed and in its turn',
  kind: 'core',
  level: 'must',
  points: 5,
  sources: [handout('4'), rfc(5321, '4.1.1'), rfc(5321, '4.1.4')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  explanation: {
    does: 'Parses every command line, and looks for the reply 503 (bad sequence).',
    expects:
      'Known verbs in any case of letters; MAIL FROM: and RCPT TO: with an address; nothing after DATA and QUIT. A space after the colon is taken, as nearly every server does; NOOP and RSET are welcome.',
    why: 'A server answers 500, 501 or 503 to anything else, and no mail is sent.',
    mistake: 'Text of the message sent outside DATA, RCPT before MAIL, or a misspelt command.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    for (const command of commandsOf(run)) {
      if (command.verb === 'AUTH*') continue;
      const deviations = parseSmtpCommand(command.bytes).deviations.filter(
        ({ kind }) =>
          !JUDGED_ELSEWHERE.includes(kind) && !(kind === 'missing-argument' && isHello(command.verb)),
      );
      const problem = deviations[0]?.text ?? (codeOf(command) === 503 ? command.reply.trim() : undefined);
      if (problem === undefined) continue;
      fail({
        expected: 'a well-formed command in its turn: EHLO, AUTH, MAIL, RCPT, DATA, QUIT',
        actual: `${problem}\n${caretAt(command.bytes, deviations[0]?.offset ?? 0)}`,
        hint: whyMalformed(command, deviations[0]?.kind),
        reproduce: beTheServer(),
        evidence: evidenceOf(run),
      });
    }
  },
});

const WHY_NO_CRLF: Readonly<Record<string, string>> = {
  'lf-only':
    'The line ends with "\\n" alone: print() and println() do that, and text in triple quotes. End each command with "\\r\\n".',
  'bare-cr': 'A "\\r" stands without its "\\n". End each command with both, "\\r\\n", and with nothing else.',
  'no-line-end':
    'The command has no line end, so the server waits for the rest of it. Add "\\r\\n" to the text that you send.',
};

/** What kept the program from its first command. */
function whyNoCommand(run: MailRun): string {
  const session = mainSession(run);
  if (!session)
    return 'No connection came. Read what the program printed: a name that is not found, a port that is not tried, or an error before connect().';
  if (session.tlsError !== undefined)
    return 'The TLS handshake failed. On port 465 wrap the socket at once; on 25 and 587 speak plain text first and send STARTTLS.';
  return run.isStuck
    ? 'The connection stood and no command came. Read the greeting as one line (220 ...), and do not wait for the server to close.'
    : 'The connection stood and no command came. After the greeting (220) send EHLO and your name; look at what the program printed.';
}

function whyMalformed({ verb, reply }: SmtpCommandEntry, kind: string | undefined): string {
  if (kind === undefined)
    return `${verb} came out of turn. The order is EHLO, AUTH, MAIL, RCPT, DATA, and no step may be left out: was the command before it refused?`;
  if (!['EHLO', 'HELO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'QUIT'].includes(verb))
    return 'SMTP has no such command. It is a misspelt one, or text of the message that left before the 354 to DATA or after the final dot.';
  return `Compare the line with the example in the handout, letter by letter; the server says "${reply.trim().slice(0, 80)}".`;
}

function isHello(verb: string): boolean {
  return verb === 'EHLO' || verb === 'HELO';
}

export const pathsInAngleBrackets = defineCheck({
  id: 'mail-client/paths-in-angle-brackets',
  title: 'The addresses of MAIL and RCPT stand in angle brackets',
  kind: 'core',
  level: 'must',
  points: 4,
  sources: [handout('4'), rfc(5321, '4.1.2')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  explanation: {
    does: 'Looks at the arguments of MAIL and RCPT.',
    expects: 'MAIL FROM:<address> and RCPT TO:<address>.',
    why: 'The brackets belong to the grammar; some servers refuse an address without them (501).',
    mistake: 'MAIL FROM: ada@example.org. Put < and > around the address.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const paths = commandsNamed(run, 'MAIL', 'RCPT');
    const bare = paths.find(({ bytes }) =>
      parseSmtpCommand(bytes).deviations.some(({ kind }) => kind === 'no-angle-brackets'),
    );
    if (paths.length > 0 && !bare) return;
    fail({
      expected: 'MAIL FROM:<address> and RCPT TO:<address>',
      actual: bare
        ? caretAt(bare.bytes, bare.bytes.indexOf(0x3a) + 1)
        : `neither MAIL nor RCPT: ${describeDialogue(run)}`,
      hint: bare
        ? 'The address stands bare after the colon. Write it between < and >: "MAIL FROM:<" + sender + ">\\r\\n".'
        : 'The dialogue ended before MAIL. Look at the last reply of the server, and mend the command before it.',
      reproduce: beTheServer(),
      evidence: evidenceOf(run),
    });
  },
});

export const quits = defineCheck({
  id: 'mail-client/quits',
  title: 'It ends the session with QUIT',
  kind: 'core',
  level: 'must',
  points: 4,
  sources: [handout('9'), rfc(5321, '4.1.1.10')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isTimed: true,
  explanation: {
    does: 'Looks at how the session ends.',
    expects: 'QUIT as the last command; whether the program reads the 221 is left to it.',
    why: 'A client that just goes looks to the server like a broken line, and some servers then drop the mail.',
    mistake: 'Closing the socket after the message.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const last = commandsOf(run).at(-1);
    if (last?.verb === 'QUIT') return;
    fail({
      expected: 'QUIT at the end',
      actual: `"${escapeBytes(last?.bytes ?? new Uint8Array(), 60)}" was the last line${run.isStuck ? '; the program then hung and was interrupted' : ''}`,
      hint: run.isStuck
        ? 'The program waited for a reply that had already come, or was not to come. Read one reply per command, then send QUIT, read the 221, and close.'
        : 'The socket is closed (or the program ends) without a farewell. After the 250 that takes the message send "QUIT\\r\\n", read the 221, and close.',
      reproduce: beTheServer(),
      evidence: evidenceOf(run),
    });
  },
});
