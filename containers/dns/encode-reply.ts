import { isIPv4 } from 'node:net';
import { encode, type Packet } from 'dns-packet';
import { canonicalName } from './address-of-name.ts';
import type { DnsRecord } from './script.ts';
import { typeOfRecord } from './scripted-records.ts';

const typeNumbers = { A: 1, CNAME: 5, AAAA: 28 } as const;
const classIn = 1;
const ttlSeconds = 300;
const longestOffset = 0x3fff;

/**
 * A reply with these records as its answer section; names are compressed wherever an earlier part of the message holds
 * an end of theirs.
 * @param reply header and question
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4.1.4 RFC 1035 section 4.1.4
 */
export function encodeReply(reply: Packet, records: readonly DnsRecord[]): Buffer {
  const head = encode({ ...reply, answers: [] });
  head.writeUInt16BE(records.length, 6);
  const writer = new MessageWriter(head);
  writer.learn(reply.questions?.[0]?.name ?? '', 12);
  for (const record of records) writer.record(record);
  return writer.message;
}

class MessageWriter {
  message: Buffer;
  /** Where a name, or an end of one, was written first. */
  readonly #offsets = new Map<string, number>();

  constructor(head: Buffer) {
    this.message = head;
  }

  /** A name that stands in the message already, written out. */
  learn(name: string, start: number): void {
    let offset = start;
    const labels = labelsOf(name);
    for (const [index, label] of labels.entries()) {
      const rest = labels.slice(index).join('.');
      if (offset <= longestOffset && !this.#offsets.has(rest)) this.#offsets.set(rest, offset);
      offset += 1 + label.length;
    }
  }

  record(record: DnsRecord): void {
    const { name, data, isWrittenOut = false } = record;
    const type = typeOfRecord(record);
    this.#name(name, !isWrittenOut);
    const fixed = Buffer.alloc(10);
    fixed.writeUInt16BE(typeNumbers[type], 0);
    fixed.writeUInt16BE(classIn, 2);
    fixed.writeUInt32BE(ttlSeconds, 4);
    this.#append(fixed);
    const start = this.message.length;
    if (type === 'CNAME') this.#name(data, true);
    else this.#append(addressBytes(data));
    this.message.writeUInt16BE(this.message.length - start, start - 2);
  }

  #name(name: string, isCompressed: boolean): void {
    const start = this.message.length;
    const labels = labelsOf(name);
    const known = isCompressed
      ? labels.findIndex((_, index) => this.#offsets.has(labels.slice(index).join('.')))
      : -1;
    const written = known === -1 ? labels : labels.slice(0, known);
    for (const label of written) this.#append(Buffer.from(`${String.fromCharCode(label.length)}${label}`));
    const pointer = this.#offsets.get(labels.slice(written.length).join('.'));
    if (known === -1 || pointer === undefined) this.#append(Buffer.of(0));
    else this.#append(Buffer.of(0xc0 | (pointer >> 8), pointer & 0xff));
    this.learn(name, start);
  }

  #append(bytes: Uint8Array): void {
    this.message = Buffer.concat([this.message, bytes]);
  }
}

function labelsOf(name: string): readonly string[] {
  return canonicalName(name)
    .split('.')
    .filter((label) => label !== '');
}

/** Four or sixteen bytes. */
function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [head, tail] = [before, after ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(8 - (head?.length ?? 0) - (tail?.length ?? 0)).fill('0');
  const groups = [...(head ?? []), ...zeros, ...(tail ?? [])];
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
