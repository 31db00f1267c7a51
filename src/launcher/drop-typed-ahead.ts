import { closeSync, constants, openSync, readSync } from 'node:fs';

/** Throws away what was typed while a program ran and the program did not read: no answer to the menu was meant. */
export function dropTypedAhead(): void {
  // Otherwise a line that was not ended with Enter stays where it is, and turns up in the next prompt.
  process.stdin.setRawMode(true);
  try {
    readAllThatWaits('/dev/tty');
  } catch (error) {
    // EAGAIN: no more is there. ENXIO: a terminal that is not the one of this session; then it stays.
    if (!isOneOf(error, ['EAGAIN', 'ENXIO'])) throw error;
  } finally {
    process.stdin.setRawMode(false);
  }
}

function readAllThatWaits(terminal: string): void {
  const file = openSync(terminal, constants.O_RDONLY | constants.O_NONBLOCK);
  const buffer = Buffer.alloc(1024);
  try {
    while (readSync(file, buffer) > 0);
  } finally {
    closeSync(file);
  }
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
