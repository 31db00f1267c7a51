import { readBytes } from '../stored-bytes.ts';
import { clipLines } from '../text/clip-text.ts';
import { decodeText } from '../text/decode-text.ts';
import { formatCount } from '../text/format.ts';
import { hexdump } from '../text/hexdump.ts';
import type { StoredBytes } from '../transcript-file.ts';
import { codeText, html, type Markup } from './markup.ts';

const shownBytes = 4_096;
const shownHexBytes = 512;
const shownLines = 40;
const shownLineLength = 400;

/** Bytes as lines of text with their line ends showing, or, where they are no text, folded as a hexdump. */
export function payload(stored: StoredBytes, markedOffset?: number): Markup {
  const bytes = readBytes(stored);
  const text = decodeText(bytes.subarray(0, shownBytes));
  if (text === undefined) return binary(bytes, stored.length);
  const body =
    markedOffset !== undefined && markedOffset < shownBytes
      ? marked(bytes.subarray(0, shownBytes), markedOffset)
      : lines(text);
  return html`<pre>${body}</pre>${rest(stored.length - Math.min(bytes.length, shownBytes))}`;
}

function lines(text: string): Markup {
  const split = text.split(/(?<=\n)/);
  const clipped = clipLines(split, shownLines, shownLineLength);
  return html`${clipped.map(line)}`;
}

/** `GET / HTTP/1.1` and a faint `\r\n` after it: in these protocols the line end is half of the message. */
function line(text: string): Markup {
  const end = /\r*\n$/.exec(text)?.[0];
  if (end === undefined) return codeText(text);
  const shown = end.replaceAll('\r', '\\r').replace('\n', '\\n');
  return html`${codeText(text.slice(0, -end.length))}<i class="eol">${shown}</i>\n`;
}

function marked(bytes: Uint8Array, offset: number): Markup {
  const decode = (part: Uint8Array) => new TextDecoder().decode(part);
  const rest = decode(bytes.subarray(offset));
  const faulty = /^(?:\r*\n|[^\r\n]+|.)/.exec(rest)?.[0] ?? '';
  return html`${lines(decode(bytes.subarray(0, offset)))}<mark>${lines(faulty)}</mark>${lines(rest.slice(faulty.length))}`;
}

function binary(bytes: Uint8Array, length: number): Markup {
  const shown = bytes.subarray(0, shownHexBytes);
  return html`<details class="hex"><summary>${formatCount(length, 'byte')}, binary</summary><pre tabindex="0">${hexdump(shown)}</pre>${rest(length - shown.length)}</details>`;
}

function rest(length: number): Markup | null {
  return length > 0 ? html`<p class="quiet">… ${formatCount(length, 'more byte')} not shown</p>` : null;
}
