import { randomInt } from 'node:crypto';
import { encodeName } from './name.ts';

/** QTYPE. @see https://www.rfc-editor.org/rfc/rfc3596#section-2.1 RFC 3596 section 2.1 (AAAA) */
export const typeNumbers = { A: 1, AAAA: 28 } as const;
export type AddressType = keyof typeof typeNumbers;

const classIn = 1;
const recursionDesired = 0x0100;

export interface Query {
  readonly id: number;
  readonly name: string;
  readonly type: AddressType;
  /** The message to send. */
  readonly message: Buffer;
}

/**
 * One question, with an id drawn by chance.
 * @throws Error in words for the user, when `name` is no name
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4.1 RFC 1035 section 4.1
 */
export function newQuery(name: string, type: AddressType): Query {
  const id = randomInt(0x10000);
  const questionCount = 1;
  const header = words(id, recursionDesired, questionCount, 0, 0, 0);
  const message = Buffer.concat([header, encodeName(name), words(typeNumbers[type], classIn)]);
  return { id, name, type, message };
}

/** 16 bits each, in network byte order. */
function words(...values: readonly number[]): Buffer {
  return Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]));
}
