import type { MailDeviation } from './deviation.ts';
import { latin1, type MailLine, splitLines } from './lines.ts';
import { parsePath } from './path.ts';

/** One command line of a client. */
export interface SmtpCommand {
  /** First word, upper-cased: `MAIL`, `EHLO`; empty for an empty line. */
  readonly verb: string;
  /** All after the first space, Latin-1: `FROM:<a@b.example>`. */
  readonly argument: string;
  readonly lineEnd: MailLine['end'];
  readonly deviations: readonly MailDeviation[];
}

const NEEDS_ARGUMENT = ['EHLO', 'HELO', 'AUTH', 'MAIL', 'RCPT', 'VRFY'];
const TAKES_NONE = ['DATA', 'QUIT', 'RSET', 'STARTTLS'];
const KNOWN = [...NEEDS_ARGUMENT, ...TAKES_NONE, 'NOOP', 'HELP', 'EXPN'];

/**
 * Parses one line as it came, line end included. Verbs count in any case.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1
 */
export function parseSmtpCommand(bytes: Uint8Array): SmtpCommand {
  const line = splitLines(bytes)[0] ?? { offset: 0, bytes, end: 'none' as const };
  const text = latin1(line.bytes);
  const [, word = '', argument = ''] = /^(\S*)[ \t]?(.*)$/s.exec(text) ?? [];
  const verb = word.toUpperCase();
  return {
    verb,
    argument: argument.trimEnd(),
    lineEnd: line.end,
    deviations: [...lineEndDeviations(line), ...argumentDeviations(verb, word.length, argument.trim())],
  };
}

function lineEndDeviations(line: MailLine): MailDeviation[] {
  const deviations: MailDeviation[] = [];
  const offset = line.bytes.length;
  if (line.end === 'lf') {
    deviations.push({ kind: 'lf-only', offset, text: 'The command ends with LF instead of CRLF' });
  } else if (line.end === 'none') {
    deviations.push({ kind: 'no-line-end', offset, text: 'The command is not ended by CRLF' });
  }
  const cr = line.bytes.indexOf(0x0d);
  if (cr >= 0) {
    deviations.push({ kind: 'bare-cr', offset: cr, text: 'A CR without an LF stands in the command' });
  }
  return deviations;
}

function argumentDeviations(verb: string, offset: number, argument: string): MailDeviation[] {
  if (!KNOWN.includes(verb)) {
    return [{ kind: 'unknown-verb', offset: 0, text: `"${verb.slice(0, 40)}" is no SMTP command` }];
  }
  if (NEEDS_ARGUMENT.includes(verb) && argument === '') {
    return [{ kind: 'missing-argument', offset, text: `${verb} needs an argument` }];
  }
  if (TAKES_NONE.includes(verb) && argument !== '') {
    return [{ kind: 'surplus-argument', offset, text: `${verb} takes no argument` }];
  }
  if (verb === 'MAIL') return shifted(parsePath(argument, 'FROM').deviations, offset + 1);
  if (verb === 'RCPT') return shifted(parsePath(argument, 'TO').deviations, offset + 1);
  return [];
}

function shifted(deviations: readonly MailDeviation[], by: number): MailDeviation[] {
  return deviations.map((each) => ({ ...each, offset: each.offset + by }));
}
