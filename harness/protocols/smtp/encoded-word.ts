import { decodeBase64, decodeQuotedPrintable, decodeText } from './transfer-encoding.ts';

const WORD = /=\?([^?\s]+)\?([BbQq])\?([^?\s]*)\?=/g;

/** A header value, read for people. */
interface DecodedValue {
  readonly text: string;
  /** At least one `=?utf-8?B?...?=` is in it. */
  readonly hasEncodedWords: boolean;
  /** Bytes beyond ASCII stand in it as they are, which needs SMTPUTF8. */
  readonly hasRawEightBit: boolean;
  /** A word that could not be decoded, or is longer than 75 characters. */
  readonly problems: readonly string[];
}

/**
 * Decodes the encoded words of a header value. Raw 8-bit bytes are read as UTF-8.
 * @param value Latin-1, a character per byte, as `MailField.value`
 * @see https://www.rfc-editor.org/rfc/rfc2047#section-2
 */
export function decodeWords(value: string): DecodedValue {
  const problems: string[] = [];
  const hasRawEightBit = /[\x80-\xff]/.test(value);
  const readable = hasRawEightBit ? decodeText(Buffer.from(value, 'latin1'), 'utf-8') : value;
  let hasEncodedWords = false;
  // White space between two encoded words is no part of the text (section 6.2).
  const joined = readable.replace(/(\?=)\s+(?==\?[^?\s]+\?[BbQq]\?)/g, '$1');
  const runs = joined.replace(WORD, (word, charset: string, encoding: string, encoded: string) => {
    hasEncodedWords = true;
    if (word.length > 75) problems.push(`an encoded word has ${word.length} characters; 75 is the limit`);
    const decoded = decodeWord(encoding, encoded);
    if (decoded.deviations[0]) problems.push(decoded.deviations[0].text);
    return decodeText(decoded.bytes, charset.replace(/\*.*$/, ''));
  });
  return { text: runs, hasEncodedWords, hasRawEightBit, problems };
}

function decodeWord(encoding: string, encoded: string) {
  const bytes = Buffer.from(encoded, 'latin1');
  if (encoding.toUpperCase() === 'B') return decodeBase64(bytes);
  return decodeQuotedPrintable(Buffer.from(encoded.replaceAll('_', '=20'), 'latin1'));
}
