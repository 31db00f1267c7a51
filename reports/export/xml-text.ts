/** All that XML 1.0 does not allow, not even as a reference. @see https://www.w3.org/TR/xml/#charsets */
const illegalInXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The text without characters that make a parser of XML 1.0 refuse the whole document. */
export function xmlText(text: string): string {
  return text.replace(illegalInXml, '');
}
