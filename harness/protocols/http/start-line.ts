import type { HttpDeviationKind } from './message.ts';

export interface StartLine {
  readonly version?: string;
  readonly status?: number;
  readonly reason?: string;
  readonly method?: string;
  readonly target?: string;
  readonly deviation?: { readonly kind: HttpDeviationKind; readonly text: string };
}

/**
 * `HTTP/1.1 200 OK`, read as far as it can be.
 * @returns undefined when the line is no status line at all
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-4
 */
export function parseStatusLine(line: string): StartLine | undefined {
  const strict = /^HTTP\/(\d\.\d) (\d{3}) ([\t \x21-\x7e\x80-\xff]*)$/.exec(line);
  if (strict) return { version: `${strict[1]}`, status: Number(strict[2]), reason: `${strict[3]}` };
  const bare = /^HTTP\/(\d\.\d) (\d{3})$/.exec(line);
  if (bare) {
    const text = 'A space must follow the status code, even without a reason phrase';
    return {
      version: `${bare[1]}`,
      status: Number(bare[2]),
      reason: '',
      deviation: { kind: 'no-space-after-status', text },
    };
  }
  // White space is counted: without a bound, the ways to share a line of blanks grow with the cube of its length.
  const loose =
    /^\s{0,20}(?:HTTP\b[/ ]?(\d{1,9}(?:\.\d{1,9})?)?)?\s{0,20}[:,]?\s{0,20}\b(\d{3})(?!\d)\s{0,20}(.*)$/i.exec(
      line,
    );
  if (!loose && !/^\s*HTTP\b/i.test(line)) return undefined;
  return {
    ...(loose?.[1] !== undefined && { version: loose[1] }),
    ...(loose && { status: Number(loose[2]), reason: `${loose[3]}` }),
    deviation: {
      kind: 'malformed-status-line',
      text: 'A status line is: HTTP/1.1, a space, three digits, a space, a reason phrase',
    },
  };
}

/**
 * `GET /index.html HTTP/1.1`, read as far as it can be.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3
 */
export function parseRequestLine(line: string): StartLine {
  const strict = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([\x21-\x7e]+) HTTP\/(\d\.\d)$/.exec(line);
  if (strict) return { method: `${strict[1]}`, target: `${strict[2]}`, version: `${strict[3]}` };
  const words = line.trim().split(/\s+/);
  const [method = '', target] = words;
  const version = /^HTTP\/(\d+\.\d+)$/i.exec(words.at(-1) ?? '')?.[1];
  const hasNoVersion = words.length === 2 && version === undefined;
  return {
    method,
    ...(target !== undefined && { target }),
    ...(version !== undefined && { version }),
    deviation: hasNoVersion
      ? { kind: 'no-version', text: 'The request line names no HTTP version' }
      : {
          kind: 'malformed-request-line',
          text: 'A request line is: a method, one space, the target, one space, HTTP/1.1',
        },
  };
}
