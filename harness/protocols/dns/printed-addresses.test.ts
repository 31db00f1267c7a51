import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printedAddresses } from './printed-addresses.ts';

test.each([
  ['Address: 203.0.113.7\n', ['203.0.113.7']],
  ["['203.0.113.7', '198.51.100.9']", ['203.0.113.7', '198.51.100.9']],
  ['It is 203.0.113.7. Asked 192.0.2.53:53, or 192.0.2.53#53.', ['203.0.113.7', '192.0.2.53']],
  ['addr=2001:0DB8:0:0::7;ttl=300', ['2001:db8::7']],
  ['AAAA:2001:db8:0:0:0:0:0:7', []],
  ['::1 at 12:30:00, version 1.2.3, 300.1.2.3, 1.2.3.4.5', ['::1']],
  ['Адрес 203.0.113.7 и 203.0.113.7', ['203.0.113.7']],
])('%j', (text, addresses) => {
  expect(printedAddresses(text)).toEqual(addresses);
});

test('no text throws', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\da-f:.\s]{0,60}$/), (text) => {
      expect(Array.isArray(printedAddresses(text))).toBe(true);
    }),
  );
});
