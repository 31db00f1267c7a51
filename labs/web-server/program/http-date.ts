/** `Sun, 06 Nov 1994 08:49:37 GMT`. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
export function formatHttpDate(date: Date): string {
  return date.toUTCString();
}

const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const RFC_850 = /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/**
 * Reads the form that must be sent and the two old ones that must be understood.
 * @returns milliseconds since the epoch, or undefined when it is no HTTP date
 */
export function parseHttpDate(text: string): number | undefined {
  const withZone = ASCTIME.test(text) ? `${text} GMT` : text;
  if (withZone === text && !IMF_FIXDATE.test(text) && !RFC_850.test(text)) return undefined;
  const milliseconds = Date.parse(withZone);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
