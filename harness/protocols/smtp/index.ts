/** Tolerant readers for SMTP and Internet mail: bytes in, what they say and each deviation out. No verdicts, no throws. */
export { readSmtpCredentials, type SmtpCredentials } from './auth.ts';
export { parseSmtpCommand, type SmtpCommand } from './command.ts';
export { type MailDate, parseMailDate } from './date.ts';
export type { MailDeviation, MailDeviationKind } from './deviation.ts';
export { type DataEnd, findDataEnd, removeDotStuffing } from './dot-stuffing.ts';
export { type DecodedValue, decodeWords } from './encoded-word.ts';
export { type MailField, type MailMessage, mailFieldValues, parseMailMessage } from './message.ts';
export { type MimePart, readMimeParts, textOfPart } from './mime.ts';
export { parsePath, type SmtpPath } from './path.ts';
export { readSmtpReplies, type SmtpReplies, type SmtpReply } from './reply.ts';
export { type Decoded, decodeBase64, decodeQuotedPrintable } from './transfer-encoding.ts';
