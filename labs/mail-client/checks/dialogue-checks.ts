import {
  caretAt,
  defineCheck,
  escapeBytes,
  fail,
  handout,
  parseSmtpCommand,
  rfc,
} from '../../../harness/index.ts';
import { basics } from '../scenarios/basic-scenarios.ts';
import { commandsOf, describeDialogue, evidenceOf, mainSession, programOf, runOf } from './reading.ts';
import { beTheServer } from './reproduce.ts';
import { whyNoCommand } from './why-dialogue.ts';

const NEEDS_CONNECTION = ['mail-client/connects'];

export const connects = defineCheck({
  id: 'mail-client/connects',
  title: 'It connects to the mail server and speaks SMTP to it',
  kind: 'core',
  level: 'must',
  points: 3,
  sources: [handout('1'), rfc(5321, '3.1')],
  scenario: basics,
  isAwaited: true,
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
      ...beTheServer(run),
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
  isAwaited: true,
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
      ...beTheServer(run),
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
    // An empty line behind the message is no command sent too soon, but one line end too many.
    const early = commandsOf(run).find(
      ({ cameBeforeReply, bytes }) => cameBeforeReply && Buffer.from(bytes).toString('latin1').trim() !== '',
    );
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
      ...beTheServer(run, { look: 'Wait some seconds with each answer: nothing may come before it.' }),
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
  isAwaited: true,
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
      ...beTheServer(run),
      evidence: evidenceOf(run),
    });
  },
});
