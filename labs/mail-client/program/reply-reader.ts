/** One reply of the server, all its lines. */
export interface Reply {
  readonly code: number;
  /** Texts of the lines, codes taken off. */
  readonly lines: readonly string[];
}

/**
 * Makes replies of the bytes that come. TCP knows no lines: a reply may come in many pieces, and several lines in one.
 * In `250-text` the hyphen says that more lines follow; the line with a space is the last.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1
 */
export class ReplyReader {
  #text = '';
  #lines: string[] = [];

  /** @returns the replies that are whole now */
  push(bytes: Uint8Array): Reply[] {
    this.#text += Buffer.from(bytes).toString('utf8');
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
    return replies;
  }

  /** Bytes are left that belong to no whole reply. */
  get isInMidReply(): boolean {
    return this.#text !== '' || this.#lines.length > 0;
  }
}

/** `550 5.1.1 No such user` */
export function describeReply({ code, lines }: Reply): string {
  return `${code === 0 ? '' : `${code} `}${lines.join(' / ')}`;
}
