import { caretAt, escapeBytes, withoutSecondHead } from '../../../harness/index.ts';

/** In what a body that came is not the origin's, and why where that shows. @param hint of bytes that differ */
export function describeDifference(
  came: Uint8Array,
  body: Uint8Array,
  hint = 'Do not decode the body to text and encode it again, nor strip or replace line ends: keep bytes.',
): { actual: string; hint?: string } {
  if (Buffer.compare(withoutSecondHead(came), body) === 0) {
    return {
      actual: `a second head, ${escapeBytes(came, 40)}, and then the ${body.length} bytes`,
      hint: "The origin's answer already has a head: do not send one of your own before it.",
    };
  }
  const at = body.findIndex((byte, index) => byte !== came[index]);
  if (at === came.length) {
    return {
      actual: `only the first ${came.length} of ${body.length} bytes`,
      hint: 'One recv() returns what has arrived, not the whole answer: call it again until the origin closes or Content-Length is reached.',
    };
  }
  if (at < 0)
    return {
      actual: `${came.length - body.length} bytes too many at the end\n${caretAt(came, body.length)}`,
      hint: 'Something is sent after the page: look for a line end, or a second copy of the last piece, after the loop that relays.',
    };
  return {
    actual: `${came.length} bytes that differ from byte ${at} on:\n${caretAt(came, at)}`,
    hint,
  };
}
