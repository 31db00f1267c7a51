import { Random } from '../../engine/random.ts';

const mostChanges = 6;
const longestPiece = 40;

/** Makes broken messages of good ones: the same seed and corpus give the same messages in the same order. */
export class ByteMutator {
  readonly #random: Random;
  readonly #corpus: readonly Uint8Array[];

  /** @param corpus at least one message */
  constructor(seed: number | string, corpus: readonly Uint8Array[]) {
    this.#random = new Random(seed);
    this.#corpus = corpus;
  }

  /** A message of the corpus with one to six changes. */
  next(): Uint8Array {
    return this.mutate(this.#anyMessage());
  }

  /** A copy with one to six changes: bytes flipped, deleted, doubled, put in, cut off, or taken from another message. */
  mutate(message: Uint8Array): Uint8Array {
    let bytes = Uint8Array.from(message);
    for (let change = this.#random.integer(1, mostChanges); change > 0; change -= 1)
      bytes = this.#change(bytes);
    return bytes;
  }

  /** Places at which to cut that many bytes into pieces, in order. */
  cuts(length: number): number[] {
    return Array.from({ length: this.#random.integer(0, 5) }, () => this.#random.integer(0, length)).sort(
      (a, b) => a - b,
    );
  }

  #change(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const at = this.#random.integer(0, bytes.length);
    const end = Math.min(bytes.length, at + this.#random.integer(1, longestPiece));
    const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
    switch (this.#random.integer(0, 6)) {
      case 0:
        return joined(before, flipped(piece, this.#random.integer(0, 7)), after);
      case 1:
        return joined(before, after);
      case 2:
        return joined(before, piece, piece, after);
      case 3:
        return joined(before, this.#random.bytes(this.#random.integer(1, 4)), piece, after);
      case 4:
        return joined(before, this.#pieceOf(this.#anyMessage()), piece, after);
      case 5:
        return joined(before);
      default:
        return joined(before, this.#tellingBytes(), piece, after);
    }
  }

  #pieceOf(bytes: Uint8Array): Uint8Array {
    const at = this.#random.integer(0, bytes.length);
    return bytes.subarray(at, at + this.#random.integer(1, longestPiece));
  }

  /** What grammars are made of, which blind chance seldom hits. */
  #tellingBytes(): Uint8Array {
    return Buffer.from(
      this.#random.pick([
        '\r\n',
        '\n',
        '\r',
        ' ',
        '\t',
        ':',
        '"',
        '=',
        '\0',
        '0',
        '9999999999',
        '-1',
        ';',
        '.',
        '%',
        '\x1b[',
      ]),
      'latin1',
    );
  }

  #anyMessage(): Uint8Array {
    return this.#corpus[this.#random.integer(0, this.#corpus.length - 1)] ?? new Uint8Array();
  }
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, index) => (index === 0 ? byte ^ (1 << bit) : byte));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts));
}
