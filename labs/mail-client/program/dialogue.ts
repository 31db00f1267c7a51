import { printable, type Reply } from './reply-reader.ts';

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
      this.#write(`S: ${code}${index < lines.length - 1 ? '-' : ' '}${printable(said)}`);
    }
  }

  note(text: string): void {
    this.#write(`   ${text}`);
  }
}
