/**
 * How the run-time systems of the common languages begin the story of an error that nobody caught, or show one line of
 * it. Each takes time in proportion to the text, whatever the text is.
 */
const BEGINNINGS: readonly RegExp[] = [
  /^Traceback \(most recent call last\):/m,
  /^Exception in thread .+/m,
  /^[ \t]{1,40}at .{0,300}[\w./$-]:\d{1,9}[)]?(?: [{])?$/m,
  /^panic: .+/m,
  /^goroutine \d{1,9} .{0,80}\[.{1,80}\]:/m,
  /^thread '.+' (?:\(\d{1,9}\) )?panicked at .+/m,
  /(?:Segmentation fault|core dumped|terminate called).*/,
];

/** The line that shows it, or undefined when the text holds no stack trace. */
export function findStackTrace(text: string): string | undefined {
  for (const beginning of BEGINNINGS) {
    const [line] = beginning.exec(text) ?? [];
    if (line !== undefined) return line.trim();
  }
  return undefined;
}
