const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const OBSOLETE_ZONES: Readonly<Record<string, number>> = {
  UT: 0,
  GMT: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/** Either the moment a Date field tells, or what is wrong with it, as a sentence. */
type MailDate =
  | { readonly isValid: true; readonly epochMs: number }
  | { readonly isValid: false; readonly problem: string };

/**
 * Reads the value of a Date field: `Mon, 23 Nov 2026 00:12:56 +0000`. Comments and obsolete zone names are taken.
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-3.3
 */
export function parseMailDate(value: string): MailDate {
  const text = value
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const match =
    /^(?:([A-Za-z]+) ?, ?)?(\d{1,2}) ([A-Za-z]+) (\d{4}) (\d{1,2}) ?: ?(\d{2})(?: ?: ?(\d{2}))?(?: (.*))?$/.exec(
      text,
    );
  if (!match) return { isValid: false, problem: problemOfShape(text) };
  const [, dayName, day = '', monthName = '', year = '', hour = '', minute = '', second = '0', zone] = match;
  const month = MONTHS.findIndex((name) => name.toLowerCase() === monthName.toLowerCase());
  if (month < 0) return { isValid: false, problem: `"${monthName}" is no month; Jan ... Dec are` };
  const offsetMinutes = zoneOffset(zone);
  if (offsetMinutes === undefined) {
    return { isValid: false, problem: `the zone must be like +0100 or -0500, not "${zone ?? ''}"` };
  }
  const localMs = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const problem = problemOfNumbers(localMs, Number(day), [hour, minute, second].map(Number), dayName);
  return problem ? { isValid: false, problem } : { isValid: true, epochMs: localMs - offsetMinutes * 60_000 };
}

function problemOfShape(text: string): string {
  if (text === '') return 'it is empty';
  if (/^\d{4}-\d{2}-\d{2}/.test(text))
    return `"${text}" is an ISO date, not "Mon, 23 Nov 2026 00:12:56 +0000"`;
  return `"${text.slice(0, 60)}" is not of the form "Mon, 23 Nov 2026 00:12:56 +0000"`;
}

/** @returns the sentence, or undefined when there is nothing wrong */
function problemOfNumbers(
  localMs: number,
  day: number,
  [hour = 0, minute = 0, second = 0]: readonly number[],
  dayName: string | undefined,
): string | undefined {
  const date = new Date(localMs);
  // 60 is a leap second.
  if (hour > 23 || minute > 59 || second > 60) return 'there is no such time of day';
  if (day < 1 || (second < 60 && date.getUTCDate() !== day)) return 'the month has no such day';
  const expected = DAYS[new Date(localMs - (second === 60 ? 1000 : 0)).getUTCDay()] ?? '';
  if (dayName !== undefined && dayName.toLowerCase() !== expected.toLowerCase()) {
    return `that day is a ${expected}, not "${dayName}"`;
  }
  return undefined;
}

/** @returns minutes east of Greenwich */
function zoneOffset(zone: string | undefined): number | undefined {
  const match = /^([+-])(\d{2})([0-5]\d)$/.exec(zone ?? '');
  if (match) {
    const [, sign, hours, minutes] = match;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
  return OBSOLETE_ZONES[(zone ?? '').toUpperCase()];
}
