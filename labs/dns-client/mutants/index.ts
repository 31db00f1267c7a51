import { mutantsOf } from '../../../harness/index.ts';

export const mutants = mutantsOf(
  'dns-client',
  'client',
  [
    ['asks-one-fixed-server', 'main.ts', 'given ?? firstNameServer()', "'8.8.8.8'", 'asks-its-server'],
    ['does-not-set-rd', 'query.ts', '= 0x0100', '= 0', 'asks-its-server'],
    ['sends-the-name-with-dots', 'name.ts', "split('.');", "split(' ');", 'encodes-the-name'],
    ['leaves-the-name-open', 'name.ts', '...parts, Buffer.of(0)', '...parts', 'encodes-the-name'],
    ['always-has-the-same-id', 'query.ts', 'randomInt(0x10000)', '7', 'unpredictable-id'],
    ['prints-one-address', 'main.ts', 'of addresses)', 'of addresses.slice(0, 1))', 'prints-every-address'],
    ['takes-names-for-two-bytes', 'message.ts', '= owner.end', '= at + 2', 'names-of-any-form'],
    ['stops-at-an-alias', 'addresses.ts', 'alias?.target ?? owner', 'owner', 'follows-alias'],
    ['is-silent-without-addresses', 'main.ts', 'console.error(whyNone', '(whyNone', 'reports-unknown-name'],
    ['takes-any-id', 'message.ts', '!hasSameId || ', '', 'reply-with-another-id'],
    ['asks-for-ever', 'ask-udp.ts', 'tries = 3', 'tries = Infinity', 'gives-up'],
    ['knows-no-ipv6', 'main.ts', "'A', 'AAAA'", "'A'", 'ipv6-addresses'],
    ['takes-truncated-for-empty', 'main.ts', 'answer.isTruncated', 'false', 'truncated-over-tcp'],
  ],
  {
    'python-fixed-offsets': ['unpredictable-id', 'prints-every-address', 'reports-unknown-name', 'gives-up'],
    'python-little-endian': ['asks-its-server'],
    'python-trusts-any-reply': ['reply-with-another-id', 'ipv6-addresses', 'truncated-over-tcp'],
  },
);
