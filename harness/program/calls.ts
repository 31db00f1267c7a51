import type { SourceView } from './source-view.ts';

/** A call in the source, with its arguments as they stand there. */
export interface Call {
  /** As matched: `socket.bind`, `input`. */
  readonly name: string;
  readonly args: readonly string[];
  /** Of the name. */
  readonly index: number;
  /** After the closing bracket. */
  readonly end: number;
  /** What stands before the call on its line: `port = int(`. */
  readonly before: string;
  /** What stands after it on its line: `.encode())`. */
  readonly after: string;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** An argument list longer than this is a mistake of ours or garbage. */
const longestCall = 4_000;
/** A source with more calls of one kind than a person writes is there to hold us up. */
const mostCalls = 400;
/** What stands around a call on its line is of use when it stands near. */
const longestContext = 400;

/**
 * Every call whose name matches, in order.
 * @param name without the bracket: `/\b(?:raw_)?input/`
 */
export function findCalls(view: SourceView, name: RegExp): Call[] {
  const pattern = new RegExp(`(?:${name.source})\\s*\\(`, `g${name.flags.replace('g', '')}`);
  const calls: Call[] = [];
  for (const match of view.bare.matchAll(pattern).take(mostCalls)) {
    const open = match.index + match[0].length - 1;
    const close = closingBracket(view.bare, open);
    const lineStart = view.bare.lastIndexOf('\n', match.index - 1) + 1;
    const lineEnd = view.bare.indexOf('\n', close);
    calls.push({
      name: match[0].replace(/\s*\($/, ''),
      args: splitTopLevel(view, open + 1, close),
      index: match.index,
      end: close + 1,
      before: view.code.slice(Math.max(lineStart, match.index - longestContext), match.index),
      after: view.code.slice(
        close + 1,
        Math.min(lineEnd === -1 ? view.code.length : lineEnd, close + longestContext),
      ),
    });
  }
  return calls;
}

/** Index of the bracket that closes the one at `open`; the end of the line when there is none. */
function closingBracket(bare: string, open: number): number {
  const stack: string[] = [];
  const limit = Math.min(bare.length, open + longestCall);
  for (let at = open; at < limit; at += 1) {
    const character = bare.charAt(at);
    const closer = closers[character];
    if (closer !== undefined) stack.push(closer);
    else if (character === stack.at(-1)) {
      stack.pop();
      if (stack.length === 0) return at;
    }
  }
  const lineEnd = bare.indexOf('\n', open);
  return lineEnd === -1 ? bare.length : lineEnd;
}

function splitTopLevel(view: SourceView, start: number, end: number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < end; at += 1) {
    const character = view.bare.charAt(at);
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(view.code.slice(from, at).trim());
      from = at + 1;
    }
  }
  const last = view.code.slice(from, end).trim();
  if (last !== '') parts.push(last);
  return parts;
}

/** Splits `a, (b, c)` at its top-level commas. */
export function splitList(text: string): string[] {
  return splitTopLevel({ text, code: text, bare: text }, 0, text.length);
}

const literalPattern = /(?:\b[rbuf]{1,2})?("""|'''|["'`])((?:\\[\s\S]|(?!\1)[^\\])*)\1/gi;

/** The string literals of an expression, unescaped as far as prompts and names need. */
export function literalsOf(expression: string): string[] {
  return [...expression.matchAll(literalPattern)].map((match) => unescapeLiteral(match[2] ?? ''));
}

function unescapeLiteral(text: string): string {
  return text.replace(/\\([nrt'"\\])/g, (_, letter: string) => {
    if (letter === 'n') return '\n';
    if (letter === 't') return '\t';
    return letter === 'r' ? '\r' : letter;
  });
}

/** The name that a statement assigns to: of `int server_port = Integer.parseInt(` it is `server_port`. */
export function assignedNames(before: string): string[] {
  const said = before.slice(-longestContext);
  const operator = /(?:<-|:=|=)(?!=)[^=]*$/.exec(said);
  if (operator === null) return [];
  return targetsBefore(said, operator.index)
    .split(',')
    .map((part) => /([A-Za-z_$][\w$]*)\s*(?::\s*[\w.[\]]+\s*)?$/.exec(part.trim())?.[1] ?? '')
    .filter((name) => name !== '');
}

/** What can be assigned to, from an operator back to where something else stands. By hand: as a pattern it is cubic. */
function targetsBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && /[\w.,\s*&:()[\]<>]/.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start, end);
}
