import { isIPv4, isIPv6 } from 'node:net';

/** An address with a port has 53 characters at most; what is longer is none, whatever stands around it. */
const longestToken = 100;

/**
 * The IPv4 and IPv6 addresses in a program's output, each once, in the order in which they first stand there, in
 * canonical form (RFC 5952): `2001:DB8:0::1` is `2001:db8::1`. What stands around them does not matter.
 */
export function printedAddresses(text: string): readonly string[] {
  const found = (text.match(/[\da-f:.]{3,}/gi) ?? []).flatMap((token) => {
    if (token.length > longestToken) return [];
    // The end of a sentence, and `address:port`.
    const bare = token.replace(/^[.:](?!:)/, '').replace(/(?<!:)[.:]+$/, '');
    const address = isIPv6(bare) ? bare : bare.replace(/^([\d.]+):\d+$/, '$1');
    return isIPv4(address) || isIPv6(address) ? [canonical(address)] : [];
  });
  return [...new Set(found)];
}

function canonical(address: string): string {
  return isIPv4(address) ? address : new URL(`http://[${address}]`).hostname.slice(1, -1);
}
