import { readBytes } from '../stored-bytes.ts';
import { clipLines } from '../text/clip-text.ts';
import { decodeText } from '../text/decode-text.ts';
import { formatCount } from '../text/format.ts';
import { hexdump } from '../text/hexdump.ts';
import type { StoredBytes } from '../transcript-file.ts';
import { codeText, html, type Markup } from './markup.ts';

const shownHexBytes = 512;

/** How much of one piece of data stands in a page. */
export interface PayloadSize {
  readonly bytes: number;
  readonly lines: number;
  readonly lineLength: number;
}

/** For what a check rests on. */
export const wholePayload: PayloadSize = { bytes: 2_048, lines: 16, lineLength: 300 };
/** For one piece among hundreds: all of it is in the transcript's file. */
export const briefPayload: PayloadSize = { bytes: 400, lines: 6, lineLength: 120 };

/** Bytes as lines of text with their line ends showing, or, where they are no text, folded as a hexdump. */
export function payload(stored: StoredBytes, size: PayloadSize, markedOffset?: number): Markup {
  const bytes = readBytes(stored);
  const shown = bytes.subarray(0, size.bytes);
  const text = decodeText(shown);
  if (text === undefined) return binary(bytes, stored.length, Math.min(shownHexBytes, size.bytes / 4));
  const isMarked = markedOffset !== undefined && markedOffset < size.bytes;
  const body = isMarked ? marked(shown, markedOffset, size) : lines(text, size);
  return html`<pre>${body}</pre>${rest(stored.length - shown.length)}`;
}

function lines(text: string, size: PayloadSize): Markup {
  const split = text.split(/(?<=\n)/);
  const clipped = clipLines(split, size.lines, size.lineLength);
  return html`${clipped.map(line)}`;
}

/** `GET / HTTP/1.1` and a faint `\r\n` after it: in these protocols the line end is half of the message. */
function line(text: string): Markup {
  const end = /\r*\n$/.exec(text)?.[0];
  if (end === undefined) return codeText(text);
  const shown = end.replaceAll('\r', '\\r').replace('\n', '\\n');
  return html`${codeText(text.slice(0, -end.length))}<i>${shown}</i>\n`;
}

function marked(bytes: Uint8Array, offset: number, size: PayloadSize): Markup {
  const decode = (part: Uint8Array) => new TextDecoder().decode(part);
  const rest = decode(bytes.subarray(offset));
  const faulty = /^(?:\r*\n|[^\r\n]+|.)/.exec(rest)?.[0] ?? '';
  return html`${lines(decode(bytes.subarray(0, offset)), size)}<mark>${lines(faulty, size)}</mark>${lines(rest.slice(faulty.length), size)}`;
}

function binary(bytes: Uint8Array, length: number, shownBytes: number): Markup {
  const shown = bytes.subarray(0, shownBytes);
  return html`<details class="hex"><summary>${formatCount(length, 'byte')}, binary</summary><pre tabindex="0">${hexdump(shown)}</pre>${rest(length - shown.length)}</details>`;
}

function rest(length: number): Markup | null {
  return length > 0 ? html`<p class="quiet">… ${formatCount(length, 'more byte')} not shown</p>` : null;
}
