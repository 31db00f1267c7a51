import { readBytes } from '../stored-bytes.ts';
import { formatCount } from '../text/format.ts';
import type { StoredConversation, StoredEvent } from '../transcript-file.ts';

const longestWords = 200;

/** What a message means in one line: its peer's words for it, its first line, or how long it is. */
export function messageWords(events: readonly StoredEvent[], conversation: StoredConversation): string {
  const [first] = events;
  if (conversation.protocol === 'icmp' && first?.text) return first.text.replace(/ from [\d.]+$/, '');
  if (conversation.peer === 'dns') return dnsWords(first, conversation);
  return firstLine(events) ?? 'binary';
}

/** `206 bytes in 2 segments`. */
export function sizeWords(events: readonly StoredEvent[], segments: number): string {
  const bytes = events.reduce((sum, each) => sum + (each.bytes?.length ?? 0), 0);
  const size = formatCount(bytes, 'byte');
  return segments > 1 ? `${size} in ${formatCount(segments, 'segment')}` : size;
}

/** The first line of the bytes, however many pieces it came in; undefined where that is no text. */
function firstLine(events: readonly StoredEvent[]): string | undefined {
  let text = '';
  for (const { bytes } of events) {
    // What is beyond the cap was not kept: nothing more will come.
    if (bytes && bytes.length > 0 && (bytes.latin1 ?? bytes.base64) === undefined) break;
    text += bytes ? Buffer.from(readBytes(bytes).subarray(0, longestWords)).toString('latin1') : '';
    if (text.length > longestWords || /\S.*\n/.test(text)) break;
  }
  const line = text.replace(/^\s+/, '').split(/\r*\n/, 1)[0] ?? '';
  const decoded = Buffer.from(line, 'latin1').toString('utf8').slice(0, longestWords);
  const strange = decoded.match(/[^\P{C}\t]|\ufffd/gu)?.length ?? 0;
  return decoded === '' || strange * 10 > decoded.length ? undefined : decoded;
}

/** `A www.example.com?`, and the answer as the server noted it: `A www.example.com: 198.18.175.221`. */
function dnsWords(event: StoredEvent | undefined, { events }: StoredConversation): string {
  const isQuery = event?.from === 'program';
  const same = events.filter(({ kind, from }) => kind === 'datagram' && from === event?.from);
  const notes = events.filter(({ kind }) => kind === 'note');
  const note = event && notes[same.indexOf(event)]?.text;
  if (note === undefined) return isQuery ? 'DNS query' : 'DNS answer';
  return `DNS ${isQuery ? `${note.slice(0, note.lastIndexOf(': '))}?` : note}`;
}
