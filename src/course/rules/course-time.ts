/** A date of `course.yaml`: with an offset of its own, or on the clock of the course's time zone. */
export interface CourseTime {
  /** As if it were UTC. */
  readonly wallClockMs: number;
  /** Ahead of UTC; undefined: that of the time zone on this day. */
  readonly offsetMinutes?: number;
}

const pattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d))?)? ?(?:(Z)|([+-])(\d\d):?(\d\d))?$/;
const minuteMs = 60_000;

/** @returns undefined for what is no date. A day alone means its end. */
export function parseCourseTime(text: string): CourseTime | undefined {
  const [, day, clock = '23:59', seconds, utc, sign, hours, minutes] = pattern.exec(text.trim()) ?? [];
  if (day === undefined) return undefined;
  // The last minute of a day lasts until its end.
  const wallClockMs = Date.parse(`${day}T${clock}:${seconds ?? (clock === '23:59' ? '59' : '00')}Z`);
  // 2026-02-31 is taken for the 3rd of March.
  if (Number.isNaN(wallClockMs) || !new Date(wallClockMs).toISOString().startsWith(day)) return undefined;
  if (utc !== undefined) return { wallClockMs, offsetMinutes: 0 };
  if (sign === undefined) return { wallClockMs };
  const offset = Number(hours) * 60 + Number(minutes);
  return { wallClockMs, offsetMinutes: sign === '-' ? -offset : offset };
}

/** @param timeZone `Europe/Berlin` */
export function instantOf({ wallClockMs, offsetMinutes }: CourseTime, timeZone: string): Date {
  if (offsetMinutes !== undefined) return new Date(wallClockMs - offsetMinutes * minuteMs);
  const guess = wallClockMs - offsetMsAt(wallClockMs, timeZone);
  // Near a change of the clocks the offset is another at the guess than at the wall clock's UTC.
  return new Date(wallClockMs - offsetMsAt(guess, timeZone));
}

function offsetMsAt(instantMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(instantMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
}

/** Whether Node knows a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
