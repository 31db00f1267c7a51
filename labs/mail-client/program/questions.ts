import { createInterface, type Interface } from 'node:readline';
import { ExitStatus, MailFailure } from './failure.ts';
import { readHidden } from './hidden-input.ts';

/** Asks on a terminal, or reads line by line from a pipe. */
export class Questions {
  readonly #input: NodeJS.ReadStream;
  readonly #output: NodeJS.WriteStream;
  readonly #interrupt: () => void;
  #lines: Interface | undefined;
  #iterator: AsyncIterator<string> | undefined;

  /** @param interrupt what Ctrl-C does while a password is typed, when the terminal sends no signal */
  constructor(input: NodeJS.ReadStream, output: NodeJS.WriteStream, interrupt: () => void) {
    this.#input = input;
    this.#output = output;
    this.#interrupt = interrupt;
  }

  /** One line, without its end. */
  async ask(question: string): Promise<string> {
    this.#output.write(question);
    const answer = await this.#nextLine();
    if (answer === undefined) throw new MailFailure(`No answer to "${question.trim()}"`, ExitStatus.usage);
    return answer;
  }

  /** Lines up to one with a single dot, or up to the end of input. */
  async askForText(question: string): Promise<string> {
    this.#output.write(question);
    const lines: string[] = [];
    for (
      let line = await this.#nextLine();
      line !== undefined && line !== '.';
      line = await this.#nextLine()
    ) {
      lines.push(line);
    }
    return lines.join('\n');
  }

  /** One line that is not shown. */
  async askSecretly(question: string): Promise<string> {
    if (!this.#input.isTTY) return this.ask(question);
    this.close();
    const ask = () => void this.#output.write(question);
    const secret = await readHidden(this.#input, ask, this.#interrupt);
    this.#output.write('\n');
    return secret;
  }

  close(): void {
    this.#lines?.close();
    this.#lines = undefined;
    this.#iterator = undefined;
  }

  async #nextLine(): Promise<string | undefined> {
    this.#lines ??= createInterface({ input: this.#input });
    this.#iterator ??= this.#lines[Symbol.asyncIterator]();
    const { value, done } = await this.#iterator.next();
    return done ? undefined : value;
  }
}

/**
 * All of standard input, as the body.
 * @throws MailFailure with status 2 when it is not UTF-8: letters would be lost without a word
 */
export async function readAll(input: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new MailFailure(
      'The text on standard input is not UTF-8. Convert it, as with iconv, or send it with --attach',
      ExitStatus.usage,
    );
  }
}
