import { decodeWords, defineCheck, fail, handout, mailFieldValues, rfc } from '../../../harness/index.ts';
import { basics, submission } from '../scenarios/basic-scenarios.ts';
import { content } from '../scenarios/content-scenarios.ts';
import { certificates } from '../scenarios/difficult-scenarios.ts';
import type { MailRun } from '../scenarios/mail-facts.ts';
import {
  addressesIn,
  asText,
  commandsNamed,
  describeDialogue,
  evidenceOf,
  loginsOf,
  mainSession,
  runOf,
  textOfMail,
} from './reading.ts';
import { requireMessage } from './require-message.ts';
import { FILE_DAMAGES, whyNoFile } from './why-file.ts';

const NEEDS_CONNECTION = ['mail-client/connects'];

export const startsTls = defineCheck({
  id: 'mail-client/starttls',
  title: 'It upgrades to TLS by STARTTLS on port 587',
  kind: 'extension',
  level: 'should',
  points: 5,
  sources: [handout('12'), rfc(3207, '4')],
  scenario: submission,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Gives the program port 587, where the server greets in plain text and offers STARTTLS.',
    expects: 'STARTTLS, a TLS handshake, EHLO or HELO again, and the mail.',
    why: 'Port 587 is where mail programs of the world hand in their mail, beside 465.',
    mistake: 'No EHLO after the handshake: what was said before it is forgotten.',
  },
  judge(observation) {
    const run = runOf(observation, 'starttls');
    const session = mainSession(run);
    const isSent = session?.messages.some(({ reply }) => reply.startsWith('250'));
    if (session?.usedTls === 'starttls' && isSent) return;
    fail({
      expected: 'STARTTLS on port 587, then the mail under TLS',
      actual:
        session && session.port !== 587 && session.usedTls !== 'starttls'
          ? `port ${session.port}: the program does not take the port`
          : describeDialogue(run),
      hint: 'The mail did not go out under TLS on this port. Send STARTTLS after EHLO, wait for the 220, wrap the socket, and send EHLO again: the server has forgotten the first one.',
      reproduce: 'openssl s_client -crlf -quiet -starttls smtp -connect smtp.example.org:587',
      reproduceNote: 'Put a mail server that you know in the place of smtp.example.org.',
      evidence: evidenceOf(run),
    });
  },
});

export const severalRecipients = defineCheck({
  id: 'mail-client/several-recipients',
  title: 'It sends one mail to several recipients',
  kind: 'extension',
  level: 'should',
  points: 4,
  sources: [handout('13'), rfc(5321, '3.3')],
  scenario: submission,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Gives the program three recipients, parted by commas.',
    expects: 'A RCPT for each before DATA; a mail for each is fine too.',
    why: 'One RCPT names one mailbox.',
    mistake: 'All addresses in one RCPT.',
  },
  judge(observation) {
    const run = runOf(observation, 'three-recipients');
    const reached = run.sessions.flatMap(({ messages }) => messages.flatMap(({ recipients }) => recipients));
    const missing = run.inputs.recipients.filter((wanted) => !reached.includes(wanted));
    if (missing.length === 0) return;
    fail({
      expected: `RCPT for ${run.inputs.recipients.join(', ')}`,
      actual: addressesIn(run, 'RCPT').join(', ') || describeDialogue(run),
      hint: 'Not everyone was named to the server. Split the recipients at the comma, and send RCPT TO:<...> for each of them before DATA.',
      evidence: evidenceOf(run),
    });
  },
});

export const utf8Subject = defineCheck({
  id: 'mail-client/utf8-subject',
  title: 'A subject beyond ASCII travels in encoded words',
  kind: 'extension',
  level: 'must',
  points: 4,
  sources: [handout('14'), rfc(2047, '2')],
  scenario: content,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Gives a subject with German, Polish and Chinese letters.',
    expects:
      'ASCII in the header: =?utf-8?B?...?= or =?utf-8?Q?...?=, no longer than 75 characters each, that decode to the subject.',
    why: 'Header fields are ASCII; raw UTF-8 shows as rubbish, or the mail is refused.',
    mistake:
      'subject.encode() straight into the header. In Python: email.header.Header(subject, "utf-8").encode().',
  },
  judge(observation) {
    const run = runOf(observation, 'utf-8');
    const [value = ''] = mailFieldValues(requireMessage(run).message, 'Subject');
    const decoded = decodeWords(value);
    const [problem] = decoded.problems;
    if (decoded.text === run.inputs.subject && !decoded.hasRawEightBit && !problem) return;
    fail({
      expected: run.inputs.subject,
      actual: `${decoded.text}${decoded.hasRawEightBit ? ' (raw bytes, not encoded)' : ''}${problem ? ` (${problem})` : ''}`,
      hint: 'The header may hold ASCII alone. Encode the subject as RFC 2047 says, =?utf-8?B?base64?=; Python: email.header.Header(subject, "utf-8").encode().',
      evidence: evidenceOf(run),
    });
  },
});

export const utf8Body = defineCheck({
  id: 'mail-client/utf8-body',
  title: 'A text beyond ASCII says its charset and arrives whole',
  kind: 'extension',
  level: 'must',
  points: 4,
  sources: [handout('14'), rfc(2045, '2'), rfc(6152, '3')],
  scenario: content,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Gives a text with letters of several scripts.',
    expects:
      'Content-Type with a charset, and the text in 8bit, quoted-printable or base64 as Content-Transfer-Encoding says.',
    why: 'Bytes above 127 mean nothing until the charset is named.',
    mistake: 'UTF-8 bytes without MIME-Version and Content-Type: text/plain; charset=utf-8.',
  },
  judge(observation) {
    const run = runOf(observation, 'utf-8');
    const sent = requireMessage(run);
    const part = sent.parts.find(({ type }) => type === 'text/plain') ?? sent.parts[0];
    const text = textOfMail(sent);
    const isWhole = text === asText(run.inputs.body);
    if (isWhole && part?.charset !== undefined) return;
    fail({
      expected: `${run.inputs.body} with Content-Type: text/plain; charset=utf-8`,
      actual: isWhole ? 'the text, without a charset' : text.slice(0, 200),
      hint: 'The reader cannot know what the bytes above 127 mean. Encode the text as UTF-8, and add MIME-Version: 1.0, Content-Type: text/plain; charset=utf-8 and Content-Transfer-Encoding: 8bit.',
      evidence: evidenceOf(run),
    });
  },
});

export const attachment = defineCheck({
  id: 'mail-client/attachment',
  title: 'It sends a picture or a file along',
  kind: 'extension',
  level: 'should',
  points: 5,
  sources: [handout('15'), rfc(2046, '5.1'), rfc(2183, '2')],
  scenario: content,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Gives the program a picture to attach (--attach, or a prompt for a file), and reads the parts of the message.',
    expects:
      'A multipart with a part for the file, base64 or another encoding that brings back its bytes. A program with a file of its own may send that.',
    why: 'Mail carries text; a file has to be dressed as text and named.',
    mistake:
      'Lines of base64 that are too long, a boundary that does not match, or the last boundary without --.',
  },
  judge(observation) {
    const run = runOf(observation, 'picture');
    const sent = requireMessage(run);
    const files = sent.parts.filter(
      ({ type, filename }) => filename !== undefined || !type.startsWith('text/'),
    );
    const wanted = Buffer.from(run.attachment?.bytes ?? []);
    const isOurs = (name: string | undefined) => name === run.attachment?.name;
    const [file] = files.toSorted((a, b) => Number(isOurs(b.filename)) - Number(isOurs(a.filename)));
    const problem = file?.deviations.find(({ kind }) => FILE_DAMAGES.includes(kind));
    const isWhole = file && (isOurs(file.filename) ? wanted.equals(file.bytes) : file.bytes.length > 0);
    if (isWhole && !problem) return;
    fail({
      expected: `a part with the ${wanted.length} bytes of ${run.attachment?.name}`,
      actual: file
        ? (problem?.text ??
          `a part "${file.filename ?? file.type}" of ${file.bytes.length} bytes, which differ`)
        : `no part with a file; ${sent.parts.map(({ type }) => type).join(', ')}`,
      hint: whyNoFile(file !== undefined, problem?.kind),
      evidence: evidenceOf(run),
    });
  },
});

export const verifiesCertificate = defineCheck({
  id: 'mail-client/verifies-certificate',
  title: 'It refuses a certificate that nobody signed, and one for another name',
  kind: 'extension',
  level: 'must',
  points: 6,
  sources: [handout('16'), rfc(8314, '5.1')],
  scenario: certificates,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Shows a self-signed certificate in one run, and in the other one for a name that nobody asked for.',
    expects: 'The end of the handshake or of the connection: no login, no mail. Half the points for each.',
    why: 'TLS with anybody keeps the secret from all but the one in the middle.',
    mistake:
      'ssl._create_unverified_context(), CERT_NONE, rejectUnauthorized: false, a trust-all manager, or no server_hostname.',
  },
  judge(observation) {
    const runs = ['self-signed', 'wrong-name'].map((id) => runOf(observation, id));
    const fooled = runs.filter((run) => !isRefused(run));
    if (fooled.length === 0) return;
    const [first] = fooled;
    const session = first && mainSession(first);
    fail({
      expected: 'no login and no mail under a certificate that proves nothing',
      actual: `with the ${fooled.map(({ id }) => id).join(' and the ')} certificate: ${session?.usedTls === 'none' ? 'plain text, no certificate asked for' : first && describeDialogue(first)}`,
      hint: 'The program takes any certificate, or speaks no TLS. In Python use ssl.create_default_context() and wrap_socket(sock, server_hostname=host), and switch no check off.',
      reproduce:
        'openssl s_client -verify_return_error -verify_hostname smtp.example.org -connect smtp.example.org:465',
      reproduceNote: 'Put a mail server that you know in the place of smtp.example.org.',
      credit: 1 - fooled.length / runs.length,
      evidence: first ? evidenceOf(first) : [],
    });
  },
});

/** It came as far as TLS, and no further. */
function isRefused(run: MailRun): boolean {
  const isTls = run.sessions.some(({ usedTls, tlsError, commands }) => {
    return usedTls !== 'none' || tlsError !== undefined || commands.some(({ verb }) => verb === 'STARTTLS');
  });
  return isTls && loginsOf(run).length === 0 && commandsNamed(run, 'MAIL').length === 0;
}

export const messageId = defineCheck({
  id: 'mail-client/message-id',
  title: 'The message has a Message-ID',
  kind: 'extension',
  level: 'should',
  points: 2,
  sources: [handout('17'), rfc(5322, '3.6.4')],
  scenario: basics,
  needs: NEEDS_CONNECTION,
  isAwaited: true,
  explanation: {
    does: 'Reads the header of the message.',
    expects: 'One Message-ID: <something@domain>.',
    why: 'Replies, threads and duplicate filters hang on it.',
    mistake: 'No brackets, or the same one in every mail.',
  },
  judge(observation) {
    const run = runOf(observation, 'plain');
    const values = mailFieldValues(requireMessage(run).message, 'Message-ID');
    if (values.length === 1 && /^<[^<>\s@]+@[^<>\s@]+>$/.test(values[0] ?? '')) return;
    fail({
      expected: 'Message-ID: <unique@your.domain>',
      actual:
        values.length === 0 ? 'no Message-ID' : values.map((value) => `Message-ID: ${value}`).join(', '),
      hint: 'The header has no usable Message-ID, by which answers find their thread. Python writes one with email.utils.make_msgid().',
      evidence: evidenceOf(run),
    });
  },
});
