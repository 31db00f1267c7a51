/** What is read of a source: no person writes more, and what is generated holds nothing to learn from. */
export const longestSource = 1 << 20;
/** Longer lines are data: pictures in base64, tables, minified code. */
export const longestLine = 10_000;
/** More blanks in a row say no more than these. */
const longestRun = 64;

export interface ReadablePart {
  /** Its line breaks are those of the whole, as far as it reaches, so that numbers of lines hold. */
  readonly text: string;
  /** What was left out, one sentence; undefined when nothing but blanks was. */
  readonly note?: string;
}

/**
 * The part of a text that is worth reading. The patterns that look through sources take their time on long lines and
 * long runs of blanks; what is left here, they read in moderate time whatever it is.
 * @param name of the file, for the note
 */
export function readablePart(name: string, whole: string): ReadablePart {
  const isCut = whole.length > longestSource;
  const kept = (isCut ? whole.slice(0, longestSource) : whole)
    .replace(/\r\n?/g, '\n')
    .replace(blankRun, (run) => run.slice(0, longestRun))
    .replace(emptyLines, (lines) => '\n'.repeat(lines.split('\n').length - 1));
  let hasLongLine = false;
  const text = kept.replace(overlong, (line) => {
    hasLongLine = true;
    return line.slice(0, longestLine);
  });
  const parts = [
    ...(isCut ? [`its first ${longestSource / 1024} KiB`] : []),
    ...(hasLongLine ? [`the first ${longestLine} characters of each line`] : []),
  ];
  return parts.length === 0
    ? { text }
    : { text, note: `Of ${name} only ${parts.join(' and ')} were looked at.` };
}

const blankRun = new RegExp(`[^\\S\\n]{${longestRun + 1},}`, 'g');
/** Lines with nothing but blanks, many in a row: they keep their breaks alone. */
const emptyLines = /\n(?:[^\S\n]{0,64}\n){9,}/g;
const overlong = new RegExp(`[^\\n]{${longestLine + 1},}`, 'g');
