/** How a language marks comments and strings. */
export type Syntax = 'python' | 'c-like';

/**
 * A source text with two shadows of the same length, so that an index found in one is an index in all three:
 * `code` has comments blanked, `bare` has the insides of strings blanked as well.
 */
export interface SourceView {
  readonly text: string;
  readonly code: string;
  readonly bare: string;
}

interface Token {
  readonly kind: 'comment' | 'string';
  readonly pattern: RegExp;
}

// Sticky patterns, tried in this order. An unclosed string ends with its line, so that one slip does not blank the rest.
const tokens: Readonly<Record<Syntax, readonly Token[]>> = {
  python: [
    { kind: 'comment', pattern: /#[^\n]*/y },
    {
      kind: 'string',
      pattern: /"""(?:[^\\"]|\\[\s\S]|"(?!""))*(?:"""|$)|'''(?:[^\\']|\\[\s\S]|'(?!''))*(?:'''|$)/y,
    },
    { kind: 'string', pattern: /"(?:[^"\\\n]|\\[\s\S])*["\n]?|'(?:[^'\\\n]|\\[\s\S])*['\n]?/y },
  ],
  'c-like': [
    { kind: 'comment', pattern: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y },
    {
      kind: 'string',
      pattern: /`(?:[^`\\]|\\[\s\S])*`?|"(?:[^"\\\n]|\\[\s\S])*["\n]?|'(?:[^'\\\n]|\\[\s\S])*['\n]?/y,
    },
  ],
};

const starters: Readonly<Record<Syntax, RegExp>> = { python: /[#"']/g, 'c-like': /[/"'`]/g };

/** Blanks comments and strings, keeping every line break and every index. */
export function viewSource(raw: string, syntax: Syntax): SourceView {
  const text = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const code: string[] = [];
  const bare: string[] = [];
  let at = 0;
  const starter = new RegExp(starters[syntax]);
  for (;;) {
    starter.lastIndex = at;
    const next = starter.exec(text)?.index ?? text.length;
    code.push(text.slice(at, next));
    bare.push(text.slice(at, next));
    if (next >= text.length) break;
    const token = readToken(text, next, syntax);
    code.push(token.kind === 'comment' ? blank(token.text) : token.text);
    bare.push(token.kind === 'string' ? hollow(token.text) : blank(token.text));
    at = next + token.text.length;
  }
  return { text, code: code.join(''), bare: bare.join('') };
}

function readToken(
  text: string,
  at: number,
  syntax: Syntax,
): { kind: Token['kind'] | 'other'; text: string } {
  for (const token of tokens[syntax]) {
    const pattern = new RegExp(token.pattern);
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined && found !== '') return { kind: token.kind, text: found };
  }
  return { kind: 'other', text: text.charAt(at) };
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** Keeps the first and the last character: the quotes. */
function hollow(text: string): string {
  if (text.length < 3) return text;
  return text.charAt(0) + blank(text.slice(1, -1)) + text.charAt(text.length - 1);
}

/** One-based line of an index. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
