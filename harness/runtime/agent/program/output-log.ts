import type { OutputChunk } from '../../../engine/observation.ts';

const keptBytes = 1 << 20;
/** What a question is looked for in; a character has up to four bytes. */
const tailCharacters = 2000;
/**
 * A program that prints more than this floods; it is ended. Servers may print all that passes through them, escaped, and the
 * largest bodies of the stories have 20 MiB; clients have nothing large.
 */
export const floodBytes = { client: 8 << 20, server: 64 << 20 } as const;

/** What a program printed: the first megabyte is kept, the rest counted while it streams. */
export class OutputLog {
  readonly #chunks: OutputChunk[] = [];
  #kept = 0;
  #dropped = 0;
  #lastAtMs = 0;
  readonly #floodBytes: number;

  constructor(flood: number = floodBytes.server) {
    this.#floodBytes = flood;
  }

  add(atMs: number, stream: OutputChunk['stream'], bytes: Uint8Array): void {
    const room = Math.max(0, keptBytes - this.#kept);
    const kept = bytes.subarray(0, room);
    this.#lastAtMs = atMs;
    this.#dropped += bytes.length - kept.length;
    if (kept.length === 0) return;
    this.#kept += kept.length;
    this.#chunks.push({ atMs, stream, bytes: Uint8Array.from(kept) });
  }

  get chunks(): readonly OutputChunk[] {
    return this.#chunks;
  }

  get droppedBytes(): number {
    return this.#dropped;
  }

  get isFlood(): boolean {
    return this.#kept + this.#dropped > this.#floodBytes;
  }

  /** When it last printed something, in the scenario's time. */
  get lastAtMs(): number {
    return this.#lastAtMs;
  }

  get length(): number {
    return this.#kept + this.#dropped;
  }

  text(): string {
    return Buffer.concat(this.#chunks.map(({ bytes }) => bytes)).toString('utf8');
  }

  /**
   * Its last 2000 characters: cheap, however much was printed.
   * @param fromByte what was printed before is left out
   */
  tail(fromByte = 0): string {
    const from = Math.max(fromByte, this.#kept - 4 * tailCharacters);
    const pieces: Uint8Array[] = [];
    for (let index = this.#chunks.length - 1, end = this.#kept; index >= 0 && end > from; index--) {
      const bytes = this.#chunks[index]?.bytes ?? new Uint8Array();
      end -= bytes.length;
      pieces.unshift(bytes.subarray(Math.max(0, from - end)));
    }
    return Buffer.concat(pieces).toString('utf8').slice(-tailCharacters);
  }

  /** The last line of standard error (or of all when it is empty) that says something: of a stack trace of Java its head. */
  lastWords(): string {
    const errors = this.#chunks.filter(({ stream }) => stream === 'stderr');
    const chosen = errors.length > 0 ? errors : this.#chunks;
    const text = Buffer.concat(chosen.map(({ bytes }) => bytes)).toString('utf8');
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const isTrace = /^(?:at [\w.$/<>]+[(:]|\.\.\. \d+ more)/.test(lines.at(-1) ?? '');
    const telling = isTrace
      ? lines.findLast((line) => /^(?:Exception in|Caused by|[\w.$]+(?:Exception|Error)\b)/.test(line))
      : undefined;
    return (telling ?? lines.at(-1) ?? '').slice(0, 200);
  }
}
