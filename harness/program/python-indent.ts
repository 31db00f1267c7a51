import type { SourceView } from './source-view.ts';

/**
 * The line at which Python 3 would raise TabError: where one indentation is deeper than another only by the width that
 * a tab is given. Undefined when there is none.
 * @see https://docs.python.org/3/reference/lexical_analysis.html#indentation
 */
export function isTabsInconsistent(view: SourceView): number | undefined {
  if (!/^ *\t/m.test(view.bare)) return undefined;
  const stack = [{ wide: 0, narrow: 0 }];
  let depth = 0;
  let isContinued = false;
  for (const [number, line] of linesOutsideStrings(view)) {
    const isLogical = depth === 0 && !isContinued && line.trim() !== '';
    if (isLogical && isAmbiguous(stack, indentOf(line))) return number;
    depth = Math.max(0, depth + countOf(line, /[([{]/g) - countOf(line, /[)\]}]/g));
    isContinued = line.trimEnd().endsWith('\\');
  }
  return undefined;
}

/** Lines with their numbers, without those that begin inside a string of several lines. */
function* linesOutsideStrings(view: SourceView): Generator<[number, string]> {
  const lines = view.bare.split('\n');
  let open = '';
  for (const [index, line] of lines.entries()) {
    if (open === '') yield [index + 1, line];
    // Insides of strings are blank in `bare`: what is left of a triple quote is one quote at each end.
    const quotes = line.match(/["']/g) ?? [];
    for (const quote of quotes) open = open === '' ? quote : open === quote ? '' : open;
  }
}

function indentOf(line: string): { wide: number; narrow: number } {
  let wide = 0;
  let narrow = 0;
  for (const character of line) {
    if (character === ' ') wide += 1;
    else if (character === '\t') wide = (Math.floor(wide / 8) + 1) * 8;
    else break;
    narrow += 1;
  }
  return { wide, narrow };
}

/** Moves the stack of open indentations, as CPython's tokenizer does. */
function isAmbiguous(
  stack: { wide: number; narrow: number }[],
  indent: { wide: number; narrow: number },
): boolean {
  const top = stack.at(-1) ?? { wide: 0, narrow: 0 };
  if (indent.wide === top.wide) return indent.narrow !== top.narrow;
  if (indent.wide > top.wide) {
    stack.push(indent);
    return indent.narrow <= top.narrow;
  }
  while (stack.length > 1 && (stack.at(-1)?.wide ?? 0) > indent.wide) stack.pop();
  const level = stack.at(-1);
  return level !== undefined && level.wide === indent.wide && level.narrow !== indent.narrow;
}

function countOf(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}
