const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const FORMS = [
  // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/i,
  // RFC 850, obsolete: Sunday, 06-Nov-94 08:49:37 GMT
  /^[A-Z][a-z]+, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/i,
  // asctime, obsolete: Sun Nov  6 08:49:37 1994
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/i,
];

/**
 * Milliseconds since the epoch of an HTTP date in any of its three forms, or undefined when it is none.
 *
 * @param nowMs decides the century of a two-digit year: never more than 50 years ahead
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function parseDate(text: string, nowMs: number = Date.now()): number | undefined {
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    if (!parts) continue;
    const { day = '', month = '', year = '', time = '' } = parts;
    const monthIndex = MONTHS.findIndex((name) => name.toLowerCase() === month.toLowerCase());
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    const fullYear = year.length === 2 ? centuryOf(Number(year), nowMs) : Number(year);
    if (monthIndex < 0 || Number(day) > 31 || hours > 23 || minutes > 59 || seconds > 60) return undefined;
    return Date.UTC(fullYear, monthIndex, Number(day), hours, minutes, seconds);
  }
  return undefined;
}

function centuryOf(year: number, nowMs: number): number {
  const current = new Date(nowMs).getUTCFullYear();
  const candidate = current - (current % 100) + year;
  return candidate > current + 50 ? candidate - 100 : candidate;
}

/** IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`. */
export function formatDate(ms: number): string {
  return new Date(ms).toUTCString();
}
