import { readName } from './name.ts';
import type { Query } from './query.ts';
import { typeNumbers } from './query.ts';

/** RCODE, in words. @see https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 RFC 1035 section 4.1.1 */
export const responseCodes: Readonly<Record<number, string>> = {
  0: 'the name exists and has no address',
  1: 'the server could not read the query',
  2: 'the server failed',
  3: 'there is no such name',
  4: 'the server does not know this kind of query',
  5: 'the server refuses to answer',
};

export interface ResourceRecord {
  readonly name: string;
  readonly type: number;
  readonly data: Buffer;
  /** The name in the data of an alias (CNAME), and empty otherwise. */
  readonly target: string;
}

export interface Answer {
  readonly isTruncated: boolean;
  readonly responseCode: number;
  readonly records: readonly ResourceRecord[];
}

export const aliasType = 5;
const headerLength = 12;
const isResponse = 0x8000;
const isTruncated = 0x0200;

/**
 * Reads the reply to a query.
 * @returns undefined when it is the reply to something else, or cannot be read: the true one may still come
 * @see https://www.rfc-editor.org/rfc/rfc5452#section-9.1 RFC 5452 section 9.1
 */
export function readReply(message: Buffer, query: Query): Answer | undefined {
  try {
    const flags = message.readUInt16BE(2);
    const question = readName(message, headerLength);
    const asksTheSame =
      question.name === query.name.toLowerCase().replace(/\.$/, '') &&
      message.readUInt16BE(question.end) === typeNumbers[query.type];
    const hasSameId = message.readUInt16BE(0) === query.id;
    if (!hasSameId || !asksTheSame || (flags & isResponse) === 0) return undefined;
    return {
      isTruncated: (flags & isTruncated) !== 0,
      responseCode: flags & 0xf,
      records: readRecords(message, question.end + 4, message.readUInt16BE(6)),
    };
  } catch {
    return undefined;
  }
}

function readRecords(message: Buffer, start: number, count: number): ResourceRecord[] {
  const records: ResourceRecord[] = [];
  let at = start;
  while (records.length < count) {
    const owner = readName(message, at);
    const fixed = owner.end;
    const type = message.readUInt16BE(fixed);
    const dataStart = fixed + 10;
    const dataEnd = dataStart + message.readUInt16BE(fixed + 8);
    if (dataEnd > message.length) throw new Error('a record ends behind the reply');
    const target = type === aliasType ? readName(message, dataStart).name : '';
    records.push({ name: owner.name, type, data: message.subarray(dataStart, dataEnd), target });
    at = dataEnd;
  }
  return records;
}
