import { caretAt, defineCheck, fail, handout, parseSmtpCommand, rfc } from '../../../harness/index.ts';
import { basics } from '../scenarios/basic-scenarios.ts';
import { codeOf, commandsNamed, commandsOf, describeDialogue, evidenceOf, runOf } from './reading.ts';
import { beTheServer } from './reproduce.ts';
import { whyMalformed, whyNoCrlf } from './why-dialogue.ts';

const NEEDS_CONNECTION = ['mail-client/connects'];

export const commandsEndWithCrlf = defineCheck({
  id: 'mail-client/commands-end-with-crlf',
  title: 'Every command line ends with CRLF',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('4'), rfc(5321, '2.3.8')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
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
        hint: whyNoCrlf(deviation.kind),
        ...beTheServer(run),
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
      const parsed = parseSmtpCommand(command.bytes);
      // What is not ended may be half a line: its end is judged elsewhere.
      if (command.verb === 'AUTH*' || parsed.lineEnd === 'none') continue;
      const deviations = parsed.deviations.filter(
        ({ kind }) =>
          !JUDGED_ELSEWHERE.includes(kind) && !(kind === 'missing-argument' && isHello(command.verb)),
      );
      const problem = deviations[0]?.text ?? (codeOf(command) === 503 ? command.reply.trim() : undefined);
      if (problem === undefined) continue;
      fail({
        expected: 'a well-formed command in its turn: EHLO, AUTH, MAIL, RCPT, DATA, QUIT',
        actual: `${problem}\n${caretAt(command.bytes, deviations[0]?.offset ?? 0)}`,
        hint: whyMalformed(command, deviations[0]?.kind),
        ...beTheServer(run),
        evidence: evidenceOf(run),
      });
    }
  },
});

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
  isAwaited: true,
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
      ...beTheServer(run),
      evidence: evidenceOf(run),
    });
  },
});
