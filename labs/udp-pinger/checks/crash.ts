import type { ProgramRecord } from '../../../harness/index.ts';

/** How the run-time systems of the common languages begin the story of an error that nobody caught. */
const STACK_TRACE =
  /^Traceback \(most recent call last\)|^Exception in thread |^panic: |^fatal error: |^thread '.*' panicked|^[ \t]{1,40}at .{1,300}:\d+\)?$|terminate called|Segmentation fault/m;

/**
 * Why the program ended, when it was by an error that nobody caught: the last line it wrote on standard error. Exit
 * status alone says little, and what we ended ourselves did not crash.
 */
export function crashOf({ exit, output }: ProgramRecord): string | undefined {
  if (!exit || exit.isOurDoing) return undefined;
  if (exit.signal) return `ended by ${exit.signal}`;
  const errors = output.filter(({ stream }) => stream === 'stderr').map(({ bytes }) => Buffer.from(bytes));
  const text = Buffer.concat(errors).toString();
  if (exit.code === 0 || !STACK_TRACE.test(text)) return undefined;
  const lines = text.trim().split('\n');
  // Python's last line names the error; others begin with it.
  return (
    (/^Traceback/m.test(text) ? lines.at(-1) : lines.find((line) => /error|exception|panic/i.test(line))) ??
    lines[0]
  );
}
