/** What is asked. `bytes` is the whole request, as it goes out. */
export interface Question {
  readonly method: string;
  readonly target: string;
  readonly bytes: Uint8Array;
}

export interface QuestionOptions {
  readonly method?: string;
  readonly fields?: readonly string[];
  /** The default is true: `Connection: close`. */
  readonly closes?: boolean;
}

/** An ordinary request of HTTP/1.1, small enough for one segment. */
export function question(target: string, options: QuestionOptions = {}): Question {
  const { method = 'GET', fields = [], closes = true } = options;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: 10.0.0.2',
    'User-Agent: grade',
    'Accept: */*',
    ...fields,
    ...(closes ? ['Connection: close'] : []),
  ];
  return { method, target, bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n`) };
}

/**
 * The bytes for a server on this port: the Host field of a browser names it, unless it is 80.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.2
 */
export function addressedTo(port: number, bytes: Uint8Array): Uint8Array {
  if (port === 80) return bytes;
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(text.replace(/\r\nHost: 10\.0\.0\.2\r\n/, `\r\nHost: 10.0.0.2:${port}\r\n`), 'latin1');
}

/** Any bytes at all. */
export function rawQuestion(text: string | Uint8Array, target: string): Question {
  return { method: 'GET', target, bytes: typeof text === 'string' ? Buffer.from(text, 'latin1') : text };
}
