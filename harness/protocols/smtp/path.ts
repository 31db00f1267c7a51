import type { MailDeviation } from './deviation.ts';

/** The argument of MAIL and RCPT. */
interface SmtpPath {
  /** Without brackets; empty for the null sender `<>`; undefined where none can be made out. */
  readonly address: string | undefined;
  readonly hasBrackets: boolean;
  /** `SIZE=1000`, `BODY=8BITMIME`, as they came. */
  readonly parameters: readonly string[];
  readonly deviations: readonly MailDeviation[];
}

/**
 * Parses `FROM:<a@b.example> BODY=8BITMIME`. A space after the colon, which nearly every server takes, and missing brackets are
 * deviations, not the end.
 * @param keyword `FROM` for MAIL, `TO` for RCPT; any case counts
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2
 */
export function parsePath(argument: string, keyword: 'FROM' | 'TO'): SmtpPath {
  const deviations: MailDeviation[] = [];
  const [head = '', , spaces = ''] = /^(FROM|TO)[ \t]*:([ \t]*)/i.exec(argument) ?? [];
  if (!head.toUpperCase().startsWith(keyword)) {
    const text = `${keyword}:<address> is expected`;
    deviations.push({ kind: 'bad-address', offset: 0, text });
    return { address: undefined, hasBrackets: false, parameters: [], deviations };
  }
  if (spaces !== '' || /\s:/.test(head)) {
    const text = 'No space is allowed beside the colon';
    deviations.push({ kind: 'space-after-colon', offset: keyword.length, text });
  }
  const rest = argument.slice(head.length);
  return rest.startsWith('<')
    ? bracketed(rest, head.length, deviations)
    : unbracketed(rest, head.length, deviations);
}

function bracketed(rest: string, offset: number, deviations: MailDeviation[]): SmtpPath {
  const close = rest.lastIndexOf('>');
  const inside = close < 0 ? rest.slice(1) : rest.slice(1, close);
  // A source route (`<@relay.example:user@example>`) is obsolete and ignored.
  const address = inside.replace(/^@[^:]*:/, '');
  if (close < 0) deviations.push({ kind: 'bad-address', offset, text: 'The angle bracket is not closed' });
  else if (!isMailbox(address)) {
    deviations.push({ kind: 'bad-address', offset: offset + 1, text: `"${address}" is no address` });
  }
  const parameters = close < 0 ? [] : words(rest.slice(close + 1));
  return { address, hasBrackets: close >= 0, parameters, deviations };
}

function unbracketed(rest: string, offset: number, deviations: MailDeviation[]): SmtpPath {
  const [address, ...parameters] = words(rest);
  const text = 'The address stands outside angle brackets';
  deviations.push({ kind: 'no-angle-brackets', offset, text });
  if (address === undefined || !isMailbox(address)) {
    deviations.push({ kind: 'bad-address', offset, text: `"${rest.slice(0, 80)}" is no address` });
  }
  return { address, hasBrackets: false, parameters, deviations };
}

/** Empty (null sender), a local name alone (`<sys>`, which a host may know), or `local@domain`. */
function isMailbox(address: string): boolean {
  return /^(?:(?:"[^"]*"|[^\s<>()[\],;:@"\\]+)(?:@(?:\[[^\]\s]+\]|[^\s<>()[\],;:@"\\]+))?)?$/.test(address);
}

function words(text: string): string[] {
  return text.split(/[ \t]+/).filter((word) => word !== '');
}
