import {
  caretAt,
  decodeWords,
  defineCheck,
  escapeBytes,
  fail,
  handout,
  mailFieldValues,
  parseMailDate,
  removeDotStuffing,
  rfc,
} from '../../../harness/index.ts';
import { basics } from '../scenarios/basic-scenarios.ts';
import { compareText } from './compare-text.ts';
import { asText, evidenceOf, isGiven, isSenderGiven, runOf, textOfMail } from './reading.ts';
import { beTheServer } from './reproduce.ts';
import { requireMessage } from './require-message.ts';

const NEEDS_CONNECTION = ['mail-client/connects'];
/** Between the start of the program and the Date it writes: a wrong zone is an hour or more. */
const DATE_TOLERANCE_MS = 30 * 60_000;

export const headerFields = defineCheck({
  id: 'mail-client/header-fields',
  title: 'The message has From, To and Subject',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('7'), rfc(5322, '3.6')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Reads the header of the message.',
    expects:
      'From, To and Subject, in any order, with what the program was given in them (display names and encoded words are fine). A third of the points for each.',
    why: 'The envelope is thrown away on delivery: what the reader sees is the header.',
    mistake: 'Only MAIL FROM and RCPT TO, or a line break before the header, which turns it into text.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const { message } = requireMessage(run);
    const isText = message.deviations.some(({ kind }) => kind === 'leading-blank-line');
    const { sender, recipients, subject } = run.inputs;
    const wanted = [
      ['From', sender],
      ['To', recipients[0] ?? ''],
      ['Subject', subject],
    ] as const;
    const wrong = wanted.filter(([name, value]) => {
      const found = decodeWords(mailFieldValues(message, name)[0] ?? '').text;
      const isTold = name === 'From' ? isSenderGiven(observation, run) : isGiven(observation, run, value);
      return isText || found === '' || (isTold && !found.includes(value));
    });
    if (wrong.length === 0) return;
    fail({
      expected: wrong
        .map(([name, value]) => `${name}: ${isGiven(observation, run, value) ? value : '...'}`)
        .join(', '),
      actual: isText
        ? 'an empty line before the header: all its fields are text of the mail'
        : message.fields.map(({ name, value }) => `${name}: ${value}`.slice(0, 80)).join(', ') ||
          'no header field',
      hint: isText
        ? 'A line end is sent before the header, and turns all of it into text. The first byte after the 354 must be that of "From:".'
        : 'The envelope (MAIL, RCPT) is not the header. After the 354 send "From: ...", "To: ..." and "Subject: ..." with the same addresses, an empty line, then the text.',
      ...beTheServer(run),
      credit: 1 - wrong.length / wanted.length,
      evidence: evidenceOf(run),
    });
  },
});

export const dateField = defineCheck({
  id: 'mail-client/date',
  title: 'The message has a Date, in the form of RFC 5322, that tells the time',
  kind: 'core',
  level: 'must',
  points: 3,
  sources: [handout('7'), rfc(5322, '3.6.1'), rfc(5322, '3.3')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Reads the Date field and compares it with the clock.',
    expects:
      'Like "Mon, 23 Nov 2026 00:12:56 +0000", the day of the week optional, within half an hour of the time.',
    why: 'Date is one of the two fields that every message must have; filters distrust mail without it.',
    mistake: 'No Date, or an ISO date. In Python: email.utils.formatdate(localtime=True).',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const { message } = requireMessage(run);
    const [value] = mailFieldValues(message, 'Date');
    const date = value === undefined ? undefined : parseMailDate(value);
    const offMs = date?.isValid ? Math.abs(date.epochMs - run.startedAtEpochMs) : 0;
    if (date?.isValid && offMs <= DATE_TOLERANCE_MS) return;
    fail({
      expected: `Date: ${new Date(run.startedAtEpochMs).toUTCString().replace('GMT', '+0000')}, give or take`,
      actual: value === undefined ? 'no Date field' : `Date: ${value}${problemOfDate(date, offMs)}`,
      hint:
        value === undefined
          ? 'The header has no Date. Python writes one with email.utils.formatdate(localtime=True); other languages as day, month in English, year, time, zone.'
          : 'The form or the time is another. RFC 5322 knows one order: day, month in English, year, time, zone as +0100; Python writes it with email.utils.formatdate(localtime=True).',
      reproduce: 'date -R',
      reproduceNote: 'It prints the form.',
      evidence: evidenceOf(run),
    });
  },
});

function problemOfDate(date: ReturnType<typeof parseMailDate> | undefined, offMs: number): string {
  if (date && !date.isValid) return `: ${date.problem}`;
  return `, which is ${Math.round(offMs / 60_000)} minutes off`;
}

export const blankLine = defineCheck({
  id: 'mail-client/blank-line',
  title: 'An empty line stands between header and text',
  kind: 'core',
  level: 'must',
  points: 5,
  sources: [handout('7'), rfc(5322, '2.1')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Looks for the first empty line of the message.',
    expects: 'An empty line after the last header field.',
    why: 'Without it the first words of the text are taken for a header field, and vanish.',
    mistake: 'One "\\r\\n" after the Subject where two belong.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const { message, entry } = requireMessage(run);
    if (message.hasBlankLine) return;
    fail({
      expected: 'header fields, CR LF CR LF, text',
      actual: `no empty line: ${escapeBytes(entry.raw.subarray(0, 160), 160)}`,
      hint: 'The text follows the last header line directly, and is taken for a part of the header. End the last header line with "\\r\\n\\r\\n".',
      ...beTheServer(run),
      evidence: evidenceOf(run),
    });
  },
});

export const messageLinesEndWithCrlf = defineCheck({
  id: 'mail-client/message-lines-end-with-crlf',
  title: 'Every line of the message ends with CRLF',
  kind: 'core',
  level: 'must',
  points: 4,
  sources: [handout('8'), rfc(5321, '2.3.8')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Looks at the raw bytes between the 354 and the final dot.',
    expects: 'CR LF at the end of each line, and neither CR nor LF alone.',
    why: 'Servers refuse bare LF since it was used to smuggle forged mail (2023); it happens to work with lenient ones.',
    mistake: 'A text in triple quotes. Replace "\\n" by "\\r\\n" before sending.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const { message, entry } = requireMessage(run);
    const wrong = message.deviations.find(({ kind }) => kind === 'lf-only' || kind === 'bare-cr');
    if (!wrong) return;
    fail({
      expected: 'CR LF at the end of every line',
      actual: `${wrong.text}, at byte ${wrong.offset} of the message\n${caretAt(removeDotStuffing(entry.raw), wrong.offset)}`,
      hint:
        wrong.kind === 'bare-cr'
          ? 'A "\\r" stands without its "\\n": see that "\\n" is not replaced twice, and that no half of a line end is cut off.'
          : 'A line ends with "\\n" alone, as text in triple quotes or from a file does. Send message.replace("\\n", "\\r\\n"), once, over text that has no "\\r" yet.',
      ...beTheServer(run),
      evidence: evidenceOf(run),
    });
  },
});

export const bodyArrives = defineCheck({
  id: 'mail-client/body-arrives',
  title: 'The text arrives byte for byte',
  kind: 'core',
  level: 'must',
  points: 7,
  sources: [handout('8'), rfc(5321, '4.5.2')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Gives the program a text, decodes what comes after the empty line, and compares.',
    expects:
      'The same text, in any encoding that the header names; a last line end more or less is the same. A program with a text of its own must send one that is not empty.',
    why: 'It is what the mail is for.',
    mistake: 'The text sent before the 354, cut off, or lost to a format string.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const sent = requireMessage(run);
    const isOurs = isGiven(observation, run, run.inputs.body);
    const text = textOfMail(sent);
    if (isOurs ? text === asText(run.inputs.body) : text.trim() !== '') return;
    fail({
      ...(isOurs
        ? compareText(asText(run.inputs.body), text)
        : {
            expected: 'a text after the empty line (the program was given none, it has its own)',
            actual: 'an empty text',
          }),
      hint: whyTextDiffers(asText(run.inputs.body), text),
      ...beTheServer(run),
      evidence: evidenceOf(run),
    });
  },
});

/** The likeliest cause, by what came in place of the text. */
function whyTextDiffers(expected: string, came: string): string {
  if (came === '')
    return 'Nothing stands after the empty line: the text was sent before the 354, or it stands before the empty line and is taken for header.';
  if (expected.startsWith(came))
    return 'The text is cut off. Send all of it (sendall) before the final dot, and end the message nowhere else.';
  if (came.includes(expected))
    return 'Something is added to the text. What follows the empty line is the text alone; header lines belong before it.';
  return 'Another text came than the one that was given. Send it after the empty line, unchanged; quotes, backslashes and percent signs must stay as they are.';
}

const TERMINATOR = '\r\n.\r\n';

export const endsData = defineCheck({
  id: 'mail-client/ends-data',
  title: 'It ends the message with CRLF . CRLF',
  kind: 'core',
  level: 'must',
  points: 5,
  sources: [handout('8'), rfc(5321, '4.1.1.4')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Looks at the bytes that end the message.',
    expects: 'CR LF, a dot, CR LF. (Our server takes LF too, so that the rest can be judged.)',
    why: 'Nothing else ends it: a strict server waits for ever.',
    mistake: '"\\n.\\n", or a dot without the line end before or after it.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const sent = requireMessage(run);
    const end = Buffer.from(sent.entry.terminator).toString('latin1');
    if (end === TERMINATOR || (sent.entry.raw.length === 0 && end === '.\r\n')) return;
    fail({
      expected: '\\r\\n.\\r\\n',
      actual:
        end === ''
          ? `no end: the last bytes are ${escapeBytes(sent.entry.raw.subarray(-20))}`
          : escapeBytes(sent.entry.terminator),
      hint:
        end === ''
          ? 'The final dot never came, so that the server goes on waiting for text. After the text send "\\r\\n.\\r\\n".'
          : 'The dot is there, with another line end before or after it. Send "\\r\\n.\\r\\n", five bytes, after the text.',
      ...beTheServer(run),
      evidence: evidenceOf(run),
    });
  },
});
