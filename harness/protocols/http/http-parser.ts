import { BodyParser } from './body-parser.ts';
import { ByteQueue } from './byte-queue.ts';
import { DeviationLog } from './deviation-log.ts';
import { type Framing, requestFraming, responseFraming } from './framing.ts';
import { HeadParser, noteHosts } from './head-parser.ts';
import type { HttpDeviation, HttpMessage, HttpMessageKind } from './message.ts';
import { startsLikeHead } from './second-head.ts';

export interface HttpParserOptions {
  /** Of the request that a response answers: a response to HEAD has no body. */
  readonly requestMethod?: string;
}

/**
 * Reads one HTTP/1.x message from bytes as they come, however they are split and whatever they are; it never throws.
 * What is not as RFC 9112 says becomes a deviation. Bytes after the message stay in `rest`.
 */
export class HttpParser {
  readonly #kind: HttpMessageKind;
  readonly #options: HttpParserOptions;
  readonly #queue = new ByteQueue();
  readonly #log = new DeviationLog();
  readonly #head: HeadParser;
  readonly #headParts: Uint8Array[] = [];
  #framing: Framing = { framing: 'none', deviations: [] };
  #bodyOffset = 0;
  #body: BodyParser | undefined;

  constructor(kind: HttpMessageKind, options: HttpParserOptions = {}) {
    this.#kind = kind;
    this.#options = options;
    this.#head = new HeadParser(kind, this.#log);
  }

  get isHeadComplete(): boolean {
    return this.#head.isComplete;
  }

  /** Status code of a response, once its first line was read. */
  get status(): number | undefined {
    return this.#head.start.status;
  }

  /** Head and body are whole by their own framing; more bytes belong to the next message. */
  get isComplete(): boolean {
    return this.#body?.isComplete === true;
  }

  get deviations(): readonly HttpDeviation[] {
    return this.#log.list();
  }

  /** Bytes that came after the message. */
  get rest(): Uint8Array {
    return this.isComplete ? Uint8Array.from(this.#queue.peek(this.#queue.length)) : new Uint8Array();
  }

  push(bytes: Uint8Array): void {
    if (!this.#head.isComplete) this.#headParts.push(Uint8Array.from(bytes));
    this.#queue.push(bytes);
    this.#read(false);
  }

  /** Nothing more will come: reads what is left, notes what is missing or too much. */
  end(): HttpMessage {
    this.#read(true);
    const surplus = this.#queue.length;
    if (surplus > 0) {
      this.#log.note('surplus-bytes', this.#queue.offset, `${surplus} bytes follow the end of the message`);
    }
    const message = this.message();
    if (this.#kind === 'response' && startsLikeHead(message.body)) {
      this.#log.note('second-head', message.bodyOffset, 'The body begins with a second status line');
    }
    return message;
  }

  /** What was read so far. */
  message(): HttpMessage {
    const { start, startLine, fields, isComplete: isHeadComplete } = this.#head;
    const { framing, length } = this.#framing;
    const { deviation: _, ...parts } = start;
    const read = Buffer.concat(this.#headParts);
    return {
      kind: this.#kind,
      ...parts,
      startLine,
      fields: [...fields],
      headBytes: read.subarray(0, isHeadComplete ? this.#bodyOffset : read.length),
      isHeadComplete,
      bodyOffset: isHeadComplete ? this.#bodyOffset : read.length,
      framing,
      ...(length !== undefined && { announcedLength: length }),
      body: this.#body?.bytes() ?? new Uint8Array(),
      trailers: [...(this.#body?.trailers ?? [])],
      isComplete: this.isComplete,
    };
  }

  #read(isEof: boolean): void {
    if (!this.#head.isComplete) {
      this.#head.read(this.#queue, isEof);
      if (this.#head.isComplete) this.#startBody();
    }
    this.#body?.read(this.#queue, isEof);
  }

  #startBody(): void {
    const { start, fields, bodyStart } = this.#head;
    // The first lines of a body that has no blank line before it go back to where they came from.
    this.#queue.giveBack(bodyStart);
    this.#bodyOffset = this.#queue.offset;
    this.#framing =
      this.#kind === 'request'
        ? requestFraming(start, fields)
        : responseFraming(start, fields, this.#options.requestMethod);
    if (this.#kind === 'request') noteHosts(this.#head, this.#bodyOffset, this.#log);
    for (const { kind, text } of this.#framing.deviations)
      this.#log.note(kind, this.#fieldOffset(kind), text);
    this.#body = new BodyParser(this.#framing.framing, this.#framing.length ?? 0, this.#log);
  }

  /** Where the field stands that a deviation of the framing is about. */
  #fieldOffset(kind: string): number {
    const name = kind.includes('transfer-encoding') ? 'transfer-encoding' : 'content-length';
    const ofName = this.#head.fields.filter((field) => field.name.toLowerCase() === name);
    return ofName.at(-1)?.offset ?? 0;
  }
}
