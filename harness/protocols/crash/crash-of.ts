import { findStackTrace } from './stack-trace.ts';

/** What of a program's record tells how it ended. */
export interface EndedProgram {
  readonly exit?: { readonly code?: number; readonly signal?: string; readonly isOurDoing: boolean };
  readonly output: readonly { readonly stream: 'stdout' | 'stderr'; readonly bytes: Uint8Array }[];
}

/**
 * Why the program ended, when it was by an error that nobody caught: the line on standard error that names it, or the
 * signal. Exit status alone says little, and what we ended ourselves did not crash.
 */
export function crashOf({ exit, output }: EndedProgram): string | undefined {
  if (!exit || exit.isOurDoing) return undefined;
  if (exit.signal) return `ended by ${exit.signal}`;
  const errors = output.filter(({ stream }) => stream === 'stderr').map(({ bytes }) => bytes);
  const text = Buffer.concat(errors).toString();
  if (exit.code === 0 || findStackTrace(text) === undefined) return undefined;
  const lines = text.trim().split('\n');
  // Python's last line names the error; others begin with it.
  return (
    (/^Traceback/m.test(text) ? lines.at(-1) : lines.find((line) => /error|exception|panic/i.test(line))) ??
    lines[0]
  );
}
