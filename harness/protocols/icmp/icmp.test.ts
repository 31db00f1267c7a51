import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildEchoReply, buildEchoRequest, buildIcmpError } from './build-icmp.ts';
import { internetChecksum } from './checksum.ts';
import { describeIcmp } from './describe-icmp.ts';
import { buildIpv4, parseIpv4 } from './ipv4.ts';
import { parseIcmp, rightChecksum } from './parse-icmp.ts';
import { IcmpType, icmpCodeName, icmpTypeName } from './types.ts';

const uint16 = fc.nat(0xffff);
const payloads = fc.uint8Array({ maxLength: 100 });
const addresses = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((each) => each.join('.'));

test('the example of RFC 1071 section 3', () => {
  expect(internetChecksum(Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7))).toBe(
    ~0xddf2 & 0xffff,
  );
});

test('an echo request is read as it was built, its checksum right', () => {
  fc.assert(
    fc.property(uint16, uint16, payloads, (identifier, sequence, payload) => {
      const parsed = parseIcmp(buildEchoRequest({ identifier, sequence, payload }));
      expect(parsed).toMatchObject({
        type: 8,
        code: 0,
        identifier,
        sequence,
        isChecksumRight: true,
        deviations: [],
      });
      expect([...parsed.payload]).toEqual([...payload]);
    }),
  );
});

test('any flipped bit but those of a checksum of equal meaning is noticed', () => {
  fc.assert(
    fc.property(uint16, payloads, fc.nat(), (identifier, payload, at) => {
      const message = buildEchoReply({ identifier, sequence: 1, payload });
      const bit = at % (message.length * 8);
      const index = bit >> 3;
      message[index] = (message[index] ?? 0) ^ (1 << (bit & 7));
      expect(parseIcmp(message).isChecksumRight).toBe(false);
    }),
  );
});

test('a checksum with its bytes exchanged has a name of its own', () => {
  const message = buildEchoRequest({ identifier: 0x1234, sequence: 1, payload: Buffer.from('time') });
  const [, , high = 0, low = 0] = message;
  message.set([low, high], 2);
  expect(parseIcmp(message).deviations).toEqual(['byte-swapped-checksum']);
  expect(rightChecksum(message)).toBe((high << 8) | low);
  message.set([high ^ 0x55, low], 2);
  expect(parseIcmp(message).deviations).toEqual(['wrong-checksum']);
});

test('an error quotes the datagram that it is about, options and all', () => {
  fc.assert(
    fc.property(
      addresses,
      addresses,
      uint16,
      uint16,
      fc.nat(10),
      (source, destination, identifier, sequence, words) => {
        const request = buildEchoRequest({ identifier, sequence, payload: new Uint8Array(56) });
        const about = buildIpv4({
          source,
          destination,
          payload: request,
          options: new Uint8Array(words * 4).fill(1),
        });
        const error = parseIcmp(buildIcmpError({ type: 3, code: 1, about }));
        expect(error).toMatchObject({ type: 3, code: 1, isChecksumRight: true, deviations: [] });
        expect(error.quoted?.ip).toMatchObject({
          source,
          destination,
          headerLength: 20 + words * 4,
          protocol: 1,
        });
        expect(error.quoted?.message).toMatchObject({ type: 8, identifier, sequence });
      },
    ),
  );
});

test('an IPv4 packet is read as it was built, with a right header checksum', () => {
  fc.assert(
    fc.property(
      addresses,
      addresses,
      fc.nat(255),
      fc.uint8Array({ maxLength: 40 }),
      payloads,
      (...fields) => {
        const [source, destination, ttl, options, payload] = fields;
        const packet = buildIpv4({ source, destination, ttl, options, payload });
        const parsed = parseIpv4(packet);
        expect(parsed).toMatchObject({ source, destination, ttl, protocol: 1 });
        expect(internetChecksum(packet.subarray(0, parsed?.headerLength))).toBe(0);
        expect([...(parsed?.payload ?? [])]).toEqual([...payload]);
      },
    ),
  );
  expect(() =>
    buildIpv4({
      source: '1.1.1.1',
      destination: '2.2.2.2',
      options: new Uint8Array(44),
      payload: new Uint8Array(),
    }),
  ).toThrow(RangeError);
});

test('no bytes make the parsers throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      parseIpv4(bytes);
      expect(parseIcmp(bytes).payload.length).toBe(Math.max(0, bytes.length - 8));
      expect(describeIcmp(bytes).length).toBeGreaterThan(0);
    }),
  );
});

test('says in a line what a message is', () => {
  const request = buildEchoRequest({ identifier: 0x1234, sequence: 3, payload: new Uint8Array() });
  expect(describeIcmp(request)).toBe('echo request id 0x1234 seq 3');
  const about = buildIpv4({ source: '10.0.0.2', destination: '8.8.8.8', payload: request });
  expect(describeIcmp(buildIcmpError({ type: 11, code: 0, about }))).toBe(
    'Time Exceeded, TTL exceeded in transit about id 0x1234 seq 3',
  );
  expect(describeIcmp(Uint8Array.of(8, 0, 0))).toBe('echo request (cut off) (truncated)');
});

test('names of types and codes', () => {
  expect(icmpTypeName(IcmpType.destinationUnreachable)).toBe('Destination Unreachable');
  expect(icmpCodeName(3, 13)).toBe('communication administratively prohibited');
  expect(icmpCodeName(3, 99)).toBe('code 99');
  expect(icmpTypeName(200)).toBe('type 200');
});
