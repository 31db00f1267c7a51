import { defineCheck, fail, handout, inconclusive, mailFieldValues, rfc } from '../../../harness/index.ts';
import { submission } from '../scenarios/basic-scenarios.ts';
import { content } from '../scenarios/content-scenarios.ts';
import { oddServers, slowServer } from '../scenarios/difficult-scenarios.ts';
import type { MailRun } from '../scenarios/mail-facts.ts';
import { compareText } from './compare-text.ts';
import {
  addressesIn,
  asText,
  commandsNamed,
  describeDialogue,
  evidenceOf,
  isGiven,
  mainSession,
  programOf,
  runOf,
  sentMessage,
  textOfMail,
} from './reading.ts';
import { beTheServer } from './reproduce.ts';
import { requireMessage } from './require-message.ts';

const NEEDS_CONNECTION = ['mail-client/connects'];

const PUT_TOGETHER =
  'Half a reply was taken for a whole one: recv() returns what has come so far. Collect bytes until a line with a space after its code is complete, "250 ok CR LF".';

/** A message that the server took came, and QUIT or the end after it. */
function requireSent(run: MailRun, hint: string): void {
  const isTaken = mainSession(run)?.messages.some(({ reply }) => reply.startsWith('250'));
  if (isTaken && !run.isStuck) return;
  fail({
    expected: 'the mail, sent to the end',
    actual: `${describeDialogue(run)}${run.isStuck ? '; the program then hung and was interrupted' : ''}`,
    hint,
    ...beTheServer(run),
    evidence: evidenceOf(run),
  });
}

export const multilineReplies = defineCheck({
  id: 'mail-client/multi-line-replies',
  title: 'Replies of several lines are read to their last line',
  kind: 'robust',
  level: 'must',
  points: 0,
  sources: [handout('18'), rfc(5321, '4.2.1')],
  scenario: oddServers,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Greets in three lines, and answers MAIL, RCPT, DATA and the message in several.',
    expects: 'The mail, sent as ever.',
    why: 'Every reply may have several lines; 250-text says that more follow, 250 text that none do.',
    mistake: 'One line, or one recv(), taken for one reply: all later replies are off by one.',
  },
  judge(observation) {
    requireSent(
      runOf(observation, 'multi-line'),
      'The dialogue gets out of step at a reply of several lines (250-one, 250 two). Read lines until one has a space, not a hyphen, after the code.',
    );
  },
});

export const segmentedReplies = defineCheck({
  id: 'mail-client/segmented-replies',
  title: 'Replies that come in pieces are put together',
  kind: 'robust',
  level: 'must',
  points: 0,
  sources: [handout('18'), rfc(9293, '3.8')],
  scenario: oddServers,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Sends every reply in pieces of three bytes.',
    expects: 'The mail, sent as ever, each command after the whole reply.',
    why: 'TCP is a stream: recv() returns what has come, be it half a reply.',
    mistake: 'One recv() taken for one reply. Read until the last line is complete.',
  },
  judge(observation) {
    const run = runOf(observation, 'pieces');
    requireSent(run, PUT_TOGETHER);
    const early = mainSession(run)?.commands.find(({ cameBeforeReply }) => cameBeforeReply);
    if (!early) return;
    fail({
      expected: 'each command after the whole reply',
      actual: `${early.verb} after the first piece of the reply before it`,
      hint: PUT_TOGETHER,
      evidence: evidenceOf(run),
    });
  },
});

export const slowReplies = defineCheck({
  id: 'mail-client/slow-server',
  title: 'A slow server is waited for',
  kind: 'robust',
  level: 'should',
  points: 0,
  sources: [handout('18'), rfc(5321, '4.5.3.2')],
  scenario: slowServer,
  needs: NEEDS_CONNECTION,
  isTimed: true,
  explanation: {
    does: 'Takes 3 s for the greeting, 1.5 s for the answer to the message.',
    expects: 'The mail, sent as ever, nothing before its reply.',
    why: 'Servers look up and scan; RFC 5321 grants them minutes.',
    mistake: 'A time-out of a second, or a sleep in place of a read.',
  },
  judge(observation) {
    const run = runOf(observation, 'slow');
    requireSent(
      run,
      'The program gave up, or went on, while the server was thinking. Wait for a reply for a minute at least before giving up.',
    );
    const early = mainSession(run)?.commands.find(({ cameBeforeReply }) => cameBeforeReply);
    if (!early) return;
    fail({
      expected: 'each command after the reply to the one before, however late',
      actual: `${early.verb} before the reply to the command before it`,
      hint: 'A pause stands where a read belongs. Read the reply: recv() waits for it, however long it takes.',
      evidence: evidenceOf(run),
    });
  },
});

export const dotStuffing = defineCheck({
  id: 'mail-client/dot-stuffing',
  title: 'A line that begins with a dot arrives with it',
  kind: 'robust',
  level: 'must',
  points: 0,
  sources: [handout('19'), rfc(5321, '4.5.2')],
  scenario: content,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Gives a text whose first character is a dot.',
    expects: 'Two dots on the wire (or an encoding that has none), so that one arrives.',
    why: 'Servers take the first dot off every line; a line with a dot alone ends the mail.',
    mistake: 'The text sent as it is. Double the dot of every line that begins with one.',
  },
  judge(observation) {
    const run = runOf(observation, 'dots');
    const sent = requireMessage(run);
    if (!isGiven(observation, run, run.inputs.body)) {
      inconclusive('The program has a text of its own: no line of it is known to begin with a dot.');
    }
    const text = textOfMail(sent);
    if (text === asText(run.inputs.body)) return;
    fail({
      ...compareText(asText(run.inputs.body), text),
      hint: 'A dot at the beginning of a line is taken off by the server, and a lone one ends the message. Replace "\\r\\n." by "\\r\\n.." before sending, and do not forget the first line.',
      evidence: evidenceOf(run),
    });
  },
});

export const refusedRecipient = defineCheck({
  id: 'mail-client/one-recipient-refused',
  title: 'A refused recipient is reported and does not keep the mail from the others',
  kind: 'robust',
  level: 'should',
  points: 0,
  sources: [handout('13'), rfc(5321, '3.3')],
  scenario: submission,
  needs: ['mail-client/connects', 'mail-client/several-recipients'],
  isAwaited: true,
  explanation: {
    does: 'Refuses the second of three recipients (550).',
    expects: 'The mail to the other two, and the refusal in the output.',
    why: 'One wrong address should not cost the others their mail, nor go unnoticed.',
    mistake: 'Stopping at the first 550, or not looking at the replies to RCPT at all.',
  },
  judge(observation) {
    const run = runOf(observation, 'one-refused');
    const [first = '', second = '', third = ''] = run.inputs.recipients;
    const taken = run.sessions.flatMap(({ messages }) =>
      messages.filter(({ reply }) => reply.startsWith('250')).flatMap(({ recipients }) => recipients),
    );
    const output = (programOf(observation, run)?.output ?? [])
      .map(({ bytes }) => Buffer.from(bytes).toString('utf8'))
      .join('');
    const isReported = output.includes('550') || output.includes('No such mailbox');
    if (taken.includes(first) && taken.includes(third) && isReported) return;
    fail({
      expected: `the mail to ${first} and ${third}, and a word about ${second}`,
      actual: `${taken.join(', ') || 'no mail'}${isReported ? '' : '; not a word'} (RCPT for ${addressesIn(run, 'RCPT').join(', ')})`,
      hint: 'One refused recipient decided over all. Keep the refusals in a list, go on with the next RCPT, send the mail to those that were taken, and tell the others at the end.',
      ...beTheServer(run, { except: 'the second RCPT with 550 no' }),
      evidence: evidenceOf(run),
    });
  },
});

export const serverCloses = defineCheck({
  id: 'mail-client/server-closes',
  title: 'A server that hangs up in mid-dialogue ends it with an error, not with a hang',
  kind: 'robust',
  level: 'should',
  points: 0,
  sources: [handout('18'), rfc(5321, '3.8')],
  scenario: oddServers,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Closes the connection in place of the reply to MAIL.',
    expects: 'An end within three seconds, with an exit status that is not 0.',
    why: 'recv() returns nothing for ever once the other side has closed.',
    mistake: 'A loop that reads until the reply is complete and does not look at an empty read.',
  },
  judge(observation) {
    const run = runOf(observation, 'hangs-up');
    const exit = programOf(observation, run)?.exit;
    if (commandsNamed(run, 'MAIL').length === 0) {
      fail({
        expected: 'MAIL, to be hung up on',
        actual: describeDialogue(run),
        hint: 'The dialogue broke off before MAIL: mend that first.',
        evidence: evidenceOf(run),
      });
    }
    if (!run.isStuck && exit?.code !== 0) return;
    fail({
      expected: 'an end of its own, with an exit status that is not 0',
      actual: run.isStuck ? 'it hung and was interrupted' : 'exit status 0, as if the mail had been sent',
      hint: run.isStuck
        ? 'A loop reads for ever from a connection that is closed: recv() then returns nothing at once. Leave the loop, say so, and end with a status that is not 0.'
        : 'The closed connection went unnoticed. An empty read means that the server closed: say so and end with a status that is not 0.',
      ...beTheServer(run, { except: 'MAIL with Ctrl-C' }),
      evidence: evidenceOf(run),
    });
  },
});

export const headerInjection = defineCheck({
  id: 'mail-client/header-injection',
  title: 'A line break in the subject forges no header field',
  kind: 'robust',
  level: 'must',
  points: 0,
  sources: [handout('19'), rfc(5322, '2.2')],
  scenario: content,
  needs: NEEDS_CONNECTION,
  explanation: {
    does: 'Gives the subject "Hello CR LF Bcc: spy@evil.example".',
    expects: 'No mail, or one without a field of that making.',
    why: 'A web form that mails what it is given would send anybody’s mail to anybody.',
    mistake: 'The subject put into the header as it came.',
  },
  judge(observation) {
    const run = runOf(observation, 'injection');
    const sent = sentMessage(run);
    const forged = sent && mailFieldValues(sent.message, 'Bcc')[0];
    if (forged !== undefined) {
      fail({
        expected: 'no field Bcc',
        actual: `Bcc: ${forged}`,
        hint: 'A line break in the subject ended the header field and began another one. Refuse a subject with "\\r" or "\\n" in it, or put a space in their place.',
        evidence: evidenceOf(run),
      });
    }
    if (sent && !isGiven(observation, run, run.inputs.subject)) {
      inconclusive(
        'The program has a subject of its own, or took it from a prompt that ends at the line break.',
      );
    }
  },
});
