/** Longest encoded word, and longest line with one in it. @see https://www.rfc-editor.org/rfc/rfc2047#section-2 */
const MAX_WORD = 75;
const MAX_WORD_LINE = 76;
/** Longest line of base64 and quoted-printable. @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7 */
const MAX_ENCODED_LINE = 76;
/** Longest line of any mail. @see https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1 */
const MAX_LINE = 998;

export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

/** Every line end becomes CRLF, and the last line gets one. */
export function toCrlf(text: string): string {
  const lines = text.replace(/\r\n|\r|\n/g, '\r\n');
  return lines.endsWith('\r\n') ? lines : `${lines}\r\n`;
}

/**
 * A header field in ASCII, without its line end: the text as it is, or in encoded words, one to a line.
 * @see https://www.rfc-editor.org/rfc/rfc2047
 */
export function textField(name: string, text: string): string {
  return `${name}: ${encodeHeaderText(text, `${name}: `.length)}`;
}

/** @param used characters that stand before it in its line */
function encodeHeaderText(text: string, used: number): string {
  // Plain text that looks like an encoded word would be read as one.
  const isPlain = isAscii(text) && text.length < MAX_WORD && !text.includes('=?');
  if (isPlain) return text;
  let room = roomInWord(used);
  const words: string[] = [];
  let word = '';
  // By code points: a character must not be torn in two.
  for (const character of text) {
    if (Buffer.byteLength(word + character) > room) {
      words.push(word);
      word = '';
      room = roomInWord(' '.length);
    }
    word += character;
  }
  words.push(word);
  return words.map((each) => `=?utf-8?B?${Buffer.from(each, 'utf8').toString('base64')}?=`).join('\r\n ');
}

/** In bytes of UTF-8. @param used characters that stand before the word in its line */
function roomInWord(used: number): number {
  const longest = Math.min(MAX_WORD, MAX_WORD_LINE - used);
  return Math.floor((longest - '=?utf-8?B??='.length) / 4) * 3;
}

/** How a text travels. `8bit` only where the server offers 8BITMIME. */
export type TextEncoding = '7bit' | '8bit' | 'quoted-printable';

/** @param text with CRLF line ends */
export function chooseEncoding(text: string, isEightBitOffered: boolean): TextEncoding {
  const isShort = text.split('\r\n').every((line) => Buffer.byteLength(line) <= MAX_LINE);
  // RFC 2045 sections 2.7 and 2.8: neither 7bit nor 8bit holds a NUL.
  if (!isShort || text.includes('\0')) return 'quoted-printable';
  if (isAscii(text)) return '7bit';
  return isEightBitOffered ? '8bit' : 'quoted-printable';
}

/** @param text with CRLF line ends. @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7 */
export function quotedPrintable(text: string): string {
  return text.split('\r\n').map(quoteLine).join('\r\n');
}

function quoteLine(line: string): string {
  const bytes = Buffer.from(line, 'utf8');
  let encoded = '';
  let length = 0;
  for (const [index, byte] of bytes.entries()) {
    const isSpace = byte === 0x20 || byte === 0x09;
    const isPlain = (byte > 0x20 && byte < 0x7f && byte !== 0x3d) || (isSpace && index < bytes.length - 1);
    const piece = isPlain
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (length + piece.length > MAX_ENCODED_LINE - 1) {
      encoded += '=\r\n';
      length = 0;
    }
    encoded += piece;
    length += piece.length;
  }
  return encoded;
}

/** Base64 in lines, the last one ended too. */
export function base64Lines(bytes: Uint8Array): string {
  const all = Buffer.from(bytes).toString('base64');
  return all.replace(new RegExp(`.{1,${MAX_ENCODED_LINE}}`, 'g'), '$&\r\n');
}

/**
 * A line that begins with a dot gets another one, so that none is taken for the end of the message.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.2
 */
export function stuffDots(text: string): string {
  // Not by ^ with the flag m: that sees a line in U+2028 too.
  return text.replace(/(^|\n)\./g, '$1..');
}
