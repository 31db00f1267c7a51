import type { Reply } from './reply-reader.ts';

/** Shows who says what. Secrets never come here: the caller gives what may be seen. */
export class Dialogue {
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  client(line: string): void {
    this.#write(`C: ${line}`);
  }

  server({ code, lines }: Reply): void {
    for (const [index, said] of lines.entries()) {
      // What a server says goes to a terminal: it shall not steer it.
      const line = said.replace(/[\x00-\x1f\x7f]/g, '?');
      this.#write(`S: ${code}${index < lines.length - 1 ? '-' : ' '}${line}`);
    }
  }

  note(text: string): void {
    this.#write(`   ${text}`);
  }
}
