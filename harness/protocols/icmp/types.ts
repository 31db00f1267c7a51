/** Message types. @see https://www.iana.org/assignments/icmp-parameters */
export const IcmpType = {
  echoReply: 0,
  destinationUnreachable: 3,
  sourceQuench: 4,
  redirect: 5,
  echoRequest: 8,
  timeExceeded: 11,
  parameterProblem: 12,
  timestampRequest: 13,
  timestampReply: 14,
} as const;

const typeNames: Readonly<Record<number, string>> = {
  0: 'Echo Reply',
  3: 'Destination Unreachable',
  4: 'Source Quench',
  5: 'Redirect',
  8: 'Echo Request',
  9: 'Router Advertisement',
  10: 'Router Solicitation',
  11: 'Time Exceeded',
  12: 'Parameter Problem',
  13: 'Timestamp Request',
  14: 'Timestamp Reply',
  15: 'Information Request',
  16: 'Information Reply',
  17: 'Address Mask Request',
  18: 'Address Mask Reply',
  42: 'Extended Echo Request',
  43: 'Extended Echo Reply',
};

const codeNames: Readonly<Record<number, readonly string[]>> = {
  3: [
    'network unreachable',
    'host unreachable',
    'protocol unreachable',
    'port unreachable',
    'fragmentation needed and DF set',
    'source route failed',
    'destination network unknown',
    'destination host unknown',
    'source host isolated',
    'network administratively prohibited',
    'host administratively prohibited',
    'network unreachable for this type of service',
    'host unreachable for this type of service',
    'communication administratively prohibited',
    'host precedence violation',
    'precedence cutoff in effect',
  ],
  5: [
    'redirect for the network',
    'redirect for the host',
    'redirect for type of service and network',
    'redirect for type of service and host',
  ],
  11: ['TTL exceeded in transit', 'fragment reassembly time exceeded'],
  12: ['pointer indicates the error', 'a required option is missing', 'bad length'],
};

/** `Destination Unreachable`; `type 99` for one without a name. */
export function icmpTypeName(type: number): string {
  return typeNames[type] ?? `type ${type}`;
}

/**
 * `host unreachable`; `code 77` for one without a name.
 * @see RFC 792; RFC 1122 section 3.2.2.1 (unreachable codes 6 to 12); RFC 1812 section 5.2.7.1 (13 to 15); RFC 1108
 * (parameter problem code 1)
 */
export function icmpCodeName(type: number, code: number): string {
  return codeNames[type]?.[code] ?? `code ${code}`;
}

/** Types that report an error about a datagram and quote its start. */
export function isIcmpErrorType(type: number): boolean {
  return [3, 4, 5, 11, 12].includes(type);
}
