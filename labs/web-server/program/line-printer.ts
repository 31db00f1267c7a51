import type { Writable } from 'node:stream';

/**
 * Prints lines, those of one turn of the event loop in one write: a system call for each would cost as much as the
 * request that it tells of.
 * @returns what takes a line, without its end
 */
export function linePrinter(output: Writable): (line: string) => void {
  let lines: string[] = [];
  return (line) => {
    if (lines.push(line) > 1) return;
    setImmediate(() => {
      output.write(`${lines.join('\n')}\n`);
      lines = [];
    });
  };
}
