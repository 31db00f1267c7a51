import { randomUUID } from 'node:crypto';
import { type Attachment, attachmentPart } from './attachment.ts';
import { chooseEncoding, isAscii, quotedPrintable, textField, toCrlf } from './encoding.ts';

/** What the user wants to send. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly attachments: readonly Attachment[];
}

/** A message ready for DATA: CRLF line ends, dots not stuffed yet. */
export interface ComposedMessage {
  readonly text: string;
  readonly messageId: string;
  /** Bytes beyond ASCII stand in it: MAIL must say BODY=8BITMIME. */
  readonly isEightBit: boolean;
}

/**
 * Writes the message: header fields, an empty line, the body. MIME is written here and not by a library: a text and its attachments
 * are one header, one boundary and base64, and seeing them is the point of this program.
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-3.6 the fields
 * @see https://www.rfc-editor.org/rfc/rfc2046#section-5.1 multipart
 */
export function composeMessage(mail: Mail, isEightBitOffered: boolean, now: Date): ComposedMessage {
  const messageId = `<${randomUUID()}@${mail.from.split('@').at(-1)}>`;
  const fields = [
    `From: <${mail.from}>`,
    `To: ${mail.to.map((each) => `<${each}>`).join(',\r\n ')}`,
    textField('Subject', mail.subject),
    `Date: ${formatDate(now)}`,
    `Message-ID: ${messageId}`,
    'MIME-Version: 1.0',
  ];
  const textPart = composeText(mail.body, isEightBitOffered);
  const content = mail.attachments.length === 0 ? textPart : composeMultipart(textPart, mail.attachments);
  const text = `${fields.join('\r\n')}\r\n${content}`;
  return { text, messageId, isEightBit: !isAscii(text) };
}

/** Header fields of the text, empty line, text. */
function composeText(body: string, isEightBitOffered: boolean): string {
  const text = toCrlf(body);
  const encoding = chooseEncoding(text, isEightBitOffered);
  const fields = ['Content-Type: text/plain; charset=utf-8', `Content-Transfer-Encoding: ${encoding}`];
  return `${fields.join('\r\n')}\r\n\r\n${encoding === 'quoted-printable' ? quotedPrintable(text) : text}`;
}

function composeMultipart(textPart: string, attachments: readonly Attachment[]): string {
  const boundary = `=_${randomUUID()}`;
  const parts = [textPart, ...attachments.map(attachmentPart)];
  // RFC 2045 section 6.4: what holds an 8bit part says so itself.
  const encoding = isAscii(textPart) ? '' : 'Content-Transfer-Encoding: 8bit\r\n';
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"\r\n${encoding}\r\n`,
    ...parts.map((part) => `--${boundary}\r\n${part}\r\n`),
    `--${boundary}--\r\n`,
  ].join('');
}

/** `Mon, 23 Nov 2026 01:12:56 +0100`. @see https://www.rfc-editor.org/rfc/rfc5322#section-3.3 */
export function formatDate(date: Date): string {
  const eastMinutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + eastMinutes * 60_000);
  const zone = `${eastMinutes < 0 ? '-' : '+'}${twoDigits(Math.abs(eastMinutes) / 60)}${twoDigits(Math.abs(eastMinutes) % 60)}`;
  return local.toUTCString().replace('GMT', zone);
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
