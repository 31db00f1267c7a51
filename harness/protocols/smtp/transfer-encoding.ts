import type { MailDeviation } from './deviation.ts';
import { latin1 } from './lines.ts';

export interface Decoded {
  readonly bytes: Uint8Array;
  readonly deviations: readonly MailDeviation[];
}

/** Decodes base64, line ends ignored. @see https://www.rfc-editor.org/rfc/rfc2045#section-6.8 */
export function decodeBase64(bytes: Uint8Array): Decoded {
  const text = latin1(bytes);
  const wrong = /[^A-Za-z0-9+/=\r\n\t ]/.exec(text);
  const letters = text.replace(/\s/g, '');
  const deviations: MailDeviation[] = [];
  if (wrong) {
    const offset = wrong.index;
    deviations.push({ kind: 'bad-base64', offset, text: `"${wrong[0]}" is no character of base64` });
  } else if (!/^(?:[^=]{4})*(?:[^=]{2}==|[^=]{3}=)?$/.test(letters)) {
    deviations.push({
      kind: 'bad-base64',
      offset: bytes.length,
      text: 'The base64 is cut off or padded wrongly',
    });
  }
  return { bytes: Uint8Array.from(Buffer.from(letters, 'base64')), deviations };
}

/** Decodes quoted-printable. @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7 */
export function decodeQuotedPrintable(bytes: Uint8Array): Decoded {
  const deviations: MailDeviation[] = [];
  const text = latin1(bytes)
    .replace(/(?<![ \t])[ \t]+(?=\r?\n|$)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})?/g, (match, hex: string | undefined, offset: number) => {
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
      deviations.push({
        kind: 'bad-quoted-printable',
        offset,
        text: 'After = two hexadecimal digits must come',
      });
      return match;
    });
  return { bytes: Uint8Array.from(Buffer.from(text, 'latin1')), deviations };
}

/** Text in a charset that a student may name; what is unknown is read as UTF-8, wrong bytes become U+FFFD. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}
