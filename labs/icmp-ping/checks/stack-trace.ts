/** How the languages of the course begin a stack trace, or show one line of it. */
const beginnings: readonly RegExp[] = [
  /^Traceback \(most recent call last\):/m,
  /^Exception in thread .+/m,
  /^[ \t]{1,40}at .{0,300}[\w./$-]:\d{1,9}[)]?(?: [{])?$/m,
  /^panic: .+/m,
  /^goroutine \d+ \[.+\]:/m,
  /^thread '.+' panicked at .+/m,
  /(?:Segmentation fault|core dumped|terminate called after throwing).*/,
];

/** The line that shows it, or undefined when the text holds no stack trace. */
export function findStackTrace(text: string): string | undefined {
  for (const beginning of beginnings) {
    const [line] = beginning.exec(text) ?? [];
    if (line !== undefined) return line.trim();
  }
  return undefined;
}
