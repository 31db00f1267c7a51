import type { PlacedFile, Random } from '../../../harness/index.ts';

/** A page of ASCII text with LF line ends, some lines long, as one writes it by hand. */
export function htmlPage(path: string, random: Random): PlacedFile {
  const paragraphs = Array.from({ length: 12 }, () => `<p>${random.word(random.integer(20, 60))}</p>`);
  return textFile(
    path,
    `<html>\n<body>\n<h1>${random.word(8)}</h1>\n${paragraphs.join('\n')}\n</body>\n</html>\n`,
  );
}

/** A page in which characters and bytes are not the same number. */
export function utf8Page(path: string, random: Random): PlacedFile {
  const words = 'Größe, élève, naïve, Łódź, Привет, 網路, €5';
  return textFile(path, `<html><meta charset="utf-8">\n<p>${words} ${random.word(12)}</p>\n</html>\n`);
}

/** Text whose lines end with CRLF, and whose last line does not end. */
export function crlfText(path: string, random: Random): PlacedFile {
  return textFile(path, Array.from({ length: 8 }, () => random.word(24)).join('\r\n'));
}

/** The signature of a PNG, then every byte value, line ends and zero bytes in every order. */
export function pngImage(path: string, random: Random): PlacedFile {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const allValues = random.shuffle(Array.from({ length: 256 }, (_, value) => value));
  return {
    path,
    bytes: Uint8Array.from([...signature, ...allValues, 13, 10, 10, 13, 0, ...random.bytes(3_000)]),
  };
}

const OFFSET_DIGITS = 8;

/** Lines of text, numbered, so that a lost or doubled piece shows. */
export function largeText(path: string, length: number, random: Random): PlacedFile {
  const line = `${'0'.repeat(OFFSET_DIGITS)} ${random.word(16)}`.padEnd(63, '-').concat('\n');
  const bytes = Buffer.alloc(length, line, 'latin1');
  for (let at = 0; at + 64 <= length; at += 64) {
    for (let digit = OFFSET_DIGITS - 1, rest = at; rest > 0; digit--, rest = Math.trunc(rest / 10))
      bytes[at + digit] = 0x30 + (rest % 10);
  }
  return { path, bytes };
}

export function textFile(path: string, text: string): PlacedFile {
  return { path, bytes: Buffer.from(text) };
}
