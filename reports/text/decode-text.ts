/**
 * Bytes as text, or undefined where they are not UTF-8 or more than one character in ten does not show. A character
 * cut off at the end is left out.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    const hidden = text.match(/[^\P{Cc}\r\n\t]/gu)?.length ?? 0;
    return hidden * 10 > text.length ? undefined : text;
  } catch {
    return undefined;
  }
}
