/** One line of two texts: what both begin with, what each has of its own, what both end with. */
export interface LineDifference {
  readonly before: string;
  readonly expected: string;
  readonly actual: string;
  readonly after: string;
}

const longestCompared = 2_000;

/**
 * Where two short texts differ, line by line and in whole words. Undefined where marking would not help: another
 * number of lines, long texts, or lines that have nothing in common.
 */
export function compareLines(expected: string, actual: string): LineDifference[] | undefined {
  if (expected.length > longestCompared || actual.length > longestCompared) return undefined;
  const expectedLines = expected.split('\n');
  const actualLines = actual.split('\n');
  if (expectedLines.length !== actualLines.length) return undefined;
  const compared = expectedLines.map((line, index) => compareLine(line, actualLines[index] ?? ''));
  const common = compared.reduce((sum, { before, after }) => sum + before.length + after.length, 0);
  return common * 4 < Math.min(expected.length, actual.length) ? undefined : compared;
}

function compareLine(expected: string, actual: string): LineDifference {
  const wanted = splitWords(expected);
  const came = splitWords(actual);
  const shorter = Math.min(wanted.length, came.length);
  let first = 0;
  while (first < shorter && wanted[first] === came[first]) first += 1;
  let last = 0;
  while (last < shorter - first && wanted.at(-1 - last) === came.at(-1 - last)) last += 1;
  return {
    before: wanted.slice(0, first).join(''),
    expected: wanted.slice(first, wanted.length - last).join(''),
    actual: came.slice(first, came.length - last).join(''),
    after: wanted.slice(wanted.length - last).join(''),
  };
}

/** Escapes such as `\r` and `\xe9` are words of their own. */
function splitWords(line: string): string[] {
  return line.match(/\\x[0-9a-f]{2}|\\.|[\p{L}\p{N}_.]+|[\s\S]/gu) ?? [];
}
