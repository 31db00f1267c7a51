/** One reply of the server, all its lines. */
export interface Reply {
  readonly code: number;
  /** Texts of the lines, codes taken off. */
  readonly lines: readonly string[];
}

/** Far beyond any reply; what goes on longer is meant to fill the memory. */
const MAX_LINE_LENGTH = 65_536;
const MAX_LINES = 1000;

/**
 * Makes replies of the bytes that come. TCP knows no lines: a reply may come in many pieces, and several lines in one.
 * In `250-text` the hyphen says that more lines follow; the line with a space is the last.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1
 */
export class ReplyReader {
  // Letters of several bytes may be cut too.
  readonly #decoder = new TextDecoder();
  #text = '';
  #lines: string[] = [];

  /** @returns the replies that are whole now. One without an end counts as no SMTP, code 0 */
  push(bytes: Uint8Array): Reply[] {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    const replies: Reply[] = [];
    for (let end = this.#text.indexOf('\n'); end >= 0; end = this.#text.indexOf('\n')) {
      const line = this.#text.slice(0, end).replace(/\r$/, '');
      this.#text = this.#text.slice(end + 1);
      this.#lines.push(line.slice(4));
      const isLast = line[3] !== '-';
      if (!isLast) continue;
      // A line without a code is no SMTP: code 0 is expected by no one.
      const code = /^\d{3}/.test(line) ? Number(line.slice(0, 3)) : 0;
      replies.push({ code, lines: code === 0 ? [line] : this.#lines });
      this.#lines = [];
    }
    if (this.#isEndless) {
      replies.push({ code: 0, lines: ['(a reply without an end)'] });
      [this.#text, this.#lines] = ['', []];
    }
    return replies;
  }

  get #isEndless(): boolean {
    return this.#text.length > MAX_LINE_LENGTH || this.#lines.length > MAX_LINES;
  }

  /** Bytes are left that belong to no whole reply. */
  get isInMidReply(): boolean {
    return this.#text !== '' || this.#lines.length > 0;
  }
}

/** `550 5.1.1 No such user` */
export function describeReply({ code, lines }: Reply): string {
  return `${code === 0 ? '' : `${code} `}${printable(lines.join(' / '))}`;
}

/** What a server says goes to a terminal: it shall not steer it. */
export function printable(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, '?');
}
