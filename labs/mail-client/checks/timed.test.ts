import { expect, test } from 'vitest';
import { judgeCheck } from '../../../harness/engine/judge.ts';
import type { SmtpMessageEntry } from '../../../harness/index.ts';
import lab from '../lab.ts';
import type { MailObservation, MailRun } from '../scenarios/mail-facts.ts';
import { command, mailInputs, rightDialogue, runOfDialogue } from './testing/dialogue.ts';

const header = `From: <${mailInputs.sender}>\r\nTo: <${mailInputs.recipients[0]}>\r\nSubject: ${mailInputs.subject}\r\n`;

const REFUSALS: Readonly<Record<string, string>> = {
  greeting: '554 no',
  login: '535 no',
  shutdown: '421 no',
  sender: '550 no',
  recipient: '450 no',
  data: '554 no',
  message: '554 no',
};

/** Of every run of every story. */
const IDS = [
  ...['plain', 'starttls', 'three-recipients', 'one-refused', 'utf-8', 'picture', 'dots', 'injection'],
  ...['self-signed', 'wrong-name', 'multi-line', 'pieces', 'slow', 'hangs-up'],
  ...Object.keys(REFUSALS),
];

/** The checks that fail where every run of the program went like this. */
function failedIn(
  like: (id: string) => MailRun,
): readonly { readonly id: string; readonly isTimed: boolean }[] {
  const runs = IDS.map((id) => {
    const refusal = REFUSALS[id];
    return { ...like(id), ...(refusal !== undefined && { refusal }) };
  });
  const program = { startedAtMs: 0, command: 'python3 mail.py', output: [], answers: [] };
  const observation = {
    scenario: 'made up',
    facts: { runs },
    programs: [program],
  } as unknown as MailObservation;
  return lab.checks
    .filter((check) => judgeCheck(check, { kind: 'observed', observation }).status === 'failed')
    .map(({ id, isTimed, isAwaited }) => ({ id, isTimed: isTimed === true || isAwaited === true }));
}

function expectAllTimed(like: (id: string) => MailRun): void {
  const failed = failedIn(like);
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.filter(({ isTimed }) => !isTimed)).toEqual([]);
}

test('what fails because no connection came in time is looked at again', () => {
  expectAllTimed((id) => ({ ...runOfDialogue(id, []), sessions: [] }));
});

test.each(rightDialogue.map((_, said) => said))(
  'what fails because a right client was slow after %i commands is looked at again',
  (said) => expectAllTimed((id) => runOfDialogue(id, rightDialogue.slice(0, said))),
);

test.each(rightDialogue.map((_, said) => said))(
  'what fails because a right client was slow within the command after %i of them is looked at again',
  (said) => {
    const { bytes, verb } = rightDialogue[said] ?? command('');
    const half = Buffer.from(bytes.subarray(0, 3)).toString();
    const name = verb === 'AUTH*' ? verb : half.trim();
    expectAllTimed((id) => runOfDialogue(id, [...rightDialogue.slice(0, said), command(half, '', name)]));
  },
);

test.each(['', header.slice(0, 30), header, `${header}\r\nDear`])(
  'what fails because the text of the mail stopped after %j is looked at again',
  (raw) => {
    const message: SmtpMessageEntry = {
      sender: mailInputs.sender,
      recipients: mailInputs.recipients,
      raw: Buffer.from(raw),
      terminator: new Uint8Array(),
      reply: '',
    };
    expectAllTimed((id) => runOfDialogue(id, rightDialogue, { session: { messages: [message] } }));
  },
);
