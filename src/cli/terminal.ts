import path from 'node:path';

/** Says something to people, on standard error. */
export function warn(text: string): void {
  process.stderr.write(`grade: ${text}\n`);
}

/** Resolves when it is written: a pipe takes its time, and the process ends after it. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

/** The page to open, as one would type it here: a way up through many folders is harder to read than the whole path. */
export function pageIn(outFolder: string): string {
  const page = path.join(outFolder, 'index.html');
  const relative = path.relative('', page);
  return relative.startsWith('..') ? page : relative;
}

/** How this terminal wants its text. */
export function terminalOptions(): { readonly color: boolean; readonly width: number } {
  return {
    color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    width: Math.min(process.stdout.columns || 100, 120),
  };
}
