/** What the errors of one version of ICMP are called, by type, and why they are sent, by code. */
export type ErrorTexts = Readonly<
  Record<number, { readonly name: string; readonly reasons: readonly string[] }>
>;

/** @see https://www.iana.org/assignments/icmp-parameters/icmp-parameters.xhtml */
export const ICMP_ERROR_TEXTS: ErrorTexts = {
  3: {
    name: 'Destination Unreachable',
    reasons: [
      'network unreachable',
      'host unreachable',
      'protocol unreachable',
      'port unreachable',
      'fragmentation needed but forbidden',
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
  },
  11: {
    name: 'Time Exceeded',
    reasons: ['time to live exceeded in transit', 'fragment reassembly time exceeded'],
  },
  12: {
    name: 'Parameter Problem',
    reasons: ['the pointer shows the bad byte of the header', 'a required option is missing', 'bad length'],
  },
};

/** @see https://www.rfc-editor.org/rfc/rfc4443#section-3 */
export const ICMPV6_ERROR_TEXTS: ErrorTexts = {
  1: {
    name: 'Destination Unreachable',
    reasons: [
      'no route to destination',
      'communication administratively prohibited',
      'beyond scope of source address',
      'address unreachable',
      'port unreachable',
      'source address failed ingress/egress policy',
      'reject route to destination',
      'error in source routing header',
    ],
  },
  2: { name: 'Packet Too Big', reasons: ['larger than the next link can carry'] },
  3: {
    name: 'Time Exceeded',
    reasons: ['hop limit exceeded in transit', 'fragment reassembly time exceeded'],
  },
  4: {
    name: 'Parameter Problem',
    reasons: ['erroneous header field', 'unrecognised next header', 'unrecognised IPv6 option'],
  },
};
