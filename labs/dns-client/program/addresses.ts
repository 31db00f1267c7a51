import { type Answer, aliasType } from './message.ts';
import { typeNumbers } from './query.ts';

/**
 * The addresses of a name in an answer: its own, or those of the name that it is an alias of. Records of other names
 * are nobody's answer.
 * @see https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2 RFC 1034 section 3.6.2
 */
export function addressesIn({ records }: Answer, name: string): string[] {
  let owner = name.toLowerCase().replace(/\.$/, '');
  // A chain has at most as many links as there are records.
  for (const _ of records) {
    const alias = records.find((record) => record.name === owner && record.type === aliasType);
    owner = alias?.target ?? owner;
  }
  const own = records.filter((record) => record.name === owner);
  return own.flatMap(({ type, data }) => {
    if (type === typeNumbers.A && data.length === 4) return [data.join('.')];
    if (type === typeNumbers.AAAA && data.length === 16) return [formatIpv6(data)];
    return [];
  });
}

/** `2001:db8::7`. @see https://www.rfc-editor.org/rfc/rfc5952 RFC 5952 */
function formatIpv6(data: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => data.readUInt16BE(2 * index).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
