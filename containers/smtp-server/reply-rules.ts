import type { SmtpReplyRule, SmtpScript } from './script.ts';

/** Finds the rule for each command of one session, counting commands by verb. */
export class ReplyRules {
  readonly #rules: readonly SmtpReplyRule[];
  readonly #counts = new Map<string, number>();

  constructor(script: SmtpScript) {
    this.#rules = script.replies ?? [];
  }

  /** The first rule that fits. Each call counts as one command. */
  take(command: string, argument = ''): SmtpReplyRule | undefined {
    const count = (this.#counts.get(command) ?? 0) + 1;
    this.#counts.set(command, count);
    return this.#rules.find(
      (rule) =>
        rule.command === command &&
        (rule.nth === undefined || rule.nth === count) &&
        (rule.argument === undefined || argument.includes(rule.argument)),
    );
  }
}

/** `550-a CR LF 550 b CR LF`. */
export function replyText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}

/** Of the last line; 0 when there is none. */
export function replyCode(text: string): number {
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  return Number(/^\d{3}/.exec(last)?.[0] ?? 0);
}

/** The server's own answer to EHLO with the offers that are the gateway's to make. */
export function ehloReply(
  own: string,
  offers: { readonly starttls: boolean; readonly mechanisms: readonly string[] },
): string {
  if (replyCode(own) !== 250) return own;
  const kept = own
    .trimEnd()
    .split('\r\n')
    .map((line) => line.slice(4))
    .filter((line) => !/^(AUTH|STARTTLS)\b/.test(line));
  if (offers.starttls) kept.push('STARTTLS');
  if (offers.mechanisms.length > 0) kept.push(`AUTH ${offers.mechanisms.join(' ')}`);
  return replyText(kept.map((line, index) => `250${index === kept.length - 1 ? ' ' : '-'}${line}`));
}
