import { isIP } from 'node:net';
import { canonicalName } from './address-of-name.ts';
import type { DnsRecord, DnsScript } from './script.ts';

export type RecordType = 'A' | 'AAAA' | 'CNAME';

/** By the form of its data. */
export function typeOfRecord({ data }: DnsRecord): RecordType {
  return ({ 4: 'A', 6: 'AAAA' } as const)[isIP(data)] ?? 'CNAME';
}

/** A chain of aliases that is longer runs in circles. */
const longestChain = 8;

/**
 * What a scripted name answers to a question of this type: its aliases, then the records of the last one. Empty when it
 * has other types only; undefined for a name that the script gives no records.
 * @see https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2 RFC 1034 section 3.6.2
 */
export function scriptedRecords(
  name: string,
  type: string,
  script: DnsScript,
): readonly DnsRecord[] | undefined {
  const chain: DnsRecord[] = [];
  let owner = name;
  for (let aliases = 0; aliases < longestChain; aliases++) {
    const owned = ownedBy(owner, script);
    const alias = owned.find((record) => typeOfRecord(record) === 'CNAME');
    if (alias === undefined || type === 'CNAME') {
      const fitting = owned.filter((record) => typeOfRecord(record) === type);
      return owned.length === 0 && chain.length === 0 ? undefined : [...chain, ...fitting];
    }
    chain.push(alias);
    owner = alias.data;
  }
  return chain;
}

function ownedBy(name: string, { records = [] }: DnsScript): readonly DnsRecord[] {
  return records.filter((record) => canonicalName(record.name) === canonicalName(name));
}
