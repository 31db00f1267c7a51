import { ExitStatus, MailFailure } from './failure.ts';

/**
 * Takes what may stand between the angle brackets, and nothing that could end them or the line.
 * @throws MailFailure with status 2
 */
export function checkAddress(address: string, what: string): string {
  const trimmed = address.trim();
  if (/^[^\s<>()[\],;:@"\\\x00-\x1f\x7f-\uffff]+(?:@[A-Za-z0-9.-]+|@\[[0-9A-Fa-f.:IPv]+\])?$/.test(trimmed))
    return trimmed;
  throw new MailFailure(
    `${JSON.stringify(address)} is no address for the ${what}; write it like ada@example.org`,
    ExitStatus.usage,
  );
}

/** `a@b.example, c@d.example`, given once or several times. */
export function splitAddresses(given: readonly string[]): string[] {
  return given.flatMap((each) => each.split(',')).filter((each) => each.trim() !== '');
}

/**
 * A line break in a subject would begin a header field of the writer's choice: it is refused, not repaired.
 * @throws MailFailure with status 2
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-2.2 a field ends with its line
 */
export function checkSubject(subject: string): string {
  if (!/[\r\n\0]/.test(subject)) return subject;
  throw new MailFailure('The subject holds a line break, which would forge a header field', ExitStatus.usage);
}
