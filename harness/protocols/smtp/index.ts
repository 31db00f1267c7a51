/** Tolerant readers for SMTP and Internet mail: bytes in, what they say and each deviation out. No verdicts, no throws. */
export { readSmtpCredentials, type SmtpCredentials } from './auth.ts';
export { parseSmtpCommand, type SmtpCommand } from './command.ts';
export { parseMailDate } from './date.ts';
export { findDataEnd, removeDotStuffing } from './dot-stuffing.ts';
export { decodeWords } from './encoded-word.ts';
export { type MailMessage, mailFieldValues, parseMailMessage } from './message.ts';
export { type MimePart, readMimeParts, textOfPart } from './mime.ts';
export { parsePath } from './path.ts';
export { readSmtpReplies } from './reply.ts';
export { decodeBase64, decodeQuotedPrintable } from './transfer-encoding.ts';
