/** `Sun, 06 Nov 1994 08:49:37 GMT`. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
export function formatHttpDate(date: Date): string {
  return date.toUTCString();
}

/** The time of day for the Date field: worked out anew when a second has passed, as it tells no less. */
export class HttpClock {
  #second = Number.NaN;
  #date = '';

  now(): string {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#date = formatHttpDate(new Date(second * 1000));
    }
    return this.#date;
  }
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
