import { isIPv4 } from 'node:net';
import type { Answer, Packet } from 'dns-packet';
import { AUTHORITATIVE_ANSWER, type DecodedPacket, type Question, RECURSION_AVAILABLE } from 'dns-packet';
import { addressOfName, canonicalName } from './address-of-name.ts';
import type { DnsRecord, DnsScript } from './script.ts';
import { scriptedRecords } from './scripted-records.ts';

/** Response codes. @see RFC 1035 section 4.1.1 */
const nameError = 3;
const notImplemented = 4;

/** Long enough that a program asks once. */
const ttlSeconds = 300;

/** The reply to a query, and what the log says about it. */
export interface AnsweredQuery {
  readonly reply: Packet;
  readonly name: string;
  readonly type: string;
  readonly answer?: string;
  /** Scripted records: they make the answer section, and `reply` has none. */
  readonly records?: readonly DnsRecord[];
}

/**
 * Answers one query as the script says: every name exists and has one address, but those under `invalid` and
 * `script.unknown`; a type that a name does not have gives an empty NOERROR.
 * @see RFC 1035 section 4, RFC 2308 section 2 (no such name, no such data), RFC 6761 section 6.4 (invalid)
 */
export function answerQuery(query: DecodedPacket, script: DnsScript): AnsweredQuery {
  const question = query.questions?.[0];
  if (!question || opcodeOf(query) !== 0) {
    return {
      reply: replyTo(query, [], notImplemented),
      name: question?.name ?? '',
      type: question?.type ?? '',
    };
  }
  const { name, type } = question;
  if (isUnknown(name, script)) return { reply: replyTo(query, [], nameError), name, type };
  const records = scriptedRecords(name, type, script);
  if (records !== undefined) {
    const [first] = records;
    return { reply: replyTo(query, []), name, type, records, ...(first && { answer: first.data }) };
  }
  const data = dataFor(question, script);
  if (data === undefined) return { reply: replyTo(query, []), name, type };
  const recordType = type === 'PTR' ? 'PTR' : 'A';
  return {
    reply: replyTo(query, [{ type: recordType, name, ttl: ttlSeconds, data }]),
    name,
    type,
    answer: data,
  };
}

function replyTo(query: DecodedPacket, answers: Answer[], responseCode = 0): Packet {
  return {
    type: 'response',
    id: query.id ?? 0,
    flags:
      AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | ((query.flags ?? 0) & recursionDesired) | responseCode,
    questions: query.questions ?? [],
    answers,
  };
}

const recursionDesired = 0x0100;

function opcodeOf(query: DecodedPacket): number {
  return ((query.flags ?? 0) >> 11) & 0xf;
}

function isUnknown(name: string, script: DnsScript): boolean {
  const asked = canonicalName(name);
  return ['invalid', ...(script.unknown ?? [])]
    .map(canonicalName)
    .some((unknown) => unknown === '' || asked === unknown || asked.endsWith(`.${unknown}`));
}

function dataFor({ name, type }: Question, script: DnsScript): string | undefined {
  if (type === 'PTR') return nameOfReverse(name, script);
  if (type !== 'A' && (type as string) !== 'ANY') return undefined;
  return name === '' ? undefined : addressIn(script, name);
}

function addressIn(script: DnsScript, name: string): string {
  const asked = canonicalName(name);
  const scripted = Object.entries(script.addresses ?? {}).find(([each]) => canonicalName(each) === asked);
  return scripted?.[1] ?? addressOfName(asked);
}

/** `1.0.0.10.in-addr.arpa` gives the scripted name of 10.0.0.1, or `host-10-0-0-1.example`. */
function nameOfReverse(name: string, script: DnsScript): string | undefined {
  const [reversed, ...rest] = canonicalName(name).split('.in-addr.arpa');
  const address = (reversed ?? '').split('.').reverse().join('.');
  if (rest.length === 0 || !isIPv4(address)) return undefined;
  const scripted = Object.entries(script.addresses ?? {}).find(([, each]) => each === address);
  return scripted?.[0] ?? `host-${address.replaceAll('.', '-')}.example`;
}
