import { decode, encode, TRUNCATED_RESPONSE } from 'dns-packet';
import { parseDnsQuery } from '../../harness/protocols/dns/parse-dns-query.ts';
import { type AnsweredQuery, answerQuery } from './answer-query.ts';
import { encodeReply } from './encode-reply.ts';
import type { DnsEntry, DnsReply, DnsScript } from './script.ts';

/** What the log keeps of a query, but for when and how it came. */
export type HeardQuery = Omit<DnsEntry, 'atMs' | 'transport'>;

/** A reply, so long after its query. */
export interface DelayedReply {
  readonly delayMs: number;
  readonly bytes: Buffer;
}

export interface AnsweredMessage {
  readonly heard: HeardQuery;
  readonly reply: Buffer;
  /** What leaves over UDP instead, when this is to happen to it. */
  datagrams(fate: DnsReply): readonly DelayedReply[];
}

/** @returns without `answered` for what cannot be read: it gets no answer, as from a name server behind a firewall */
export function answerMessage(
  message: Buffer,
  script: DnsScript,
): { readonly heard: HeardQuery; readonly answered?: AnsweredMessage } {
  const query = parseDnsQuery(message);
  const raw = { bytes: Uint8Array.from(message), query };
  try {
    const answered = answerQuery(decode(message), script);
    const { name, type, answer } = answered;
    const heard = { ...raw, name, type, ...(answer !== undefined && { answer }) };
    const reply = encoded(answered);
    const datagrams = (fate: DnsReply) => datagramsFor(message, answered, reply, fate);
    return { heard, answered: { heard, reply, datagrams } };
  } catch {
    return { heard: { ...raw, name: query.labels.join('.'), type: query.type } };
  }
}

function encoded({ reply, records }: AnsweredQuery): Buffer {
  return records === undefined ? encode(reply) : encodeReply(reply, records);
}

function datagramsFor(
  message: Buffer,
  { name, reply }: AnsweredQuery,
  full: Buffer,
  { isLost = false, delayMs = 0, isTruncated = false, forgedAddress }: DnsReply,
): readonly DelayedReply[] {
  if (isLost) return [];
  const bytes = isTruncated
    ? encode({ ...reply, answers: [], flags: (reply.flags ?? 0) | TRUNCATED_RESPONSE })
    : full;
  const forged = forgedAddress === undefined ? [] : [forgedReply(message, name, forgedAddress)];
  return [...forged.map((each) => ({ delayMs: 0, bytes: each })), { delayMs, bytes }];
}

/** Right in all but its id, as from one who guesses. @see https://www.rfc-editor.org/rfc/rfc5452#section-9.1 RFC 5452 */
function forgedReply(message: Buffer, name: string, address: string): Buffer {
  const forged = encoded(answerQuery(decode(message), { records: [{ name, data: address }] }));
  forged.writeUInt16BE(forged.readUInt16BE(0) ^ 0x5a5a, 0);
  return forged;
}
