import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildEchoRequest } from '../../harness/protocols/icmp/build-icmp.ts';
import { buildIpv4, type Ipv4Packet, parseIpv4 } from '../../harness/protocols/icmp/ipv4.ts';
import { parseIcmp } from '../../harness/protocols/icmp/parse-icmp.ts';
import { buildAnswer } from './build-answer.ts';
import { ReactionPlan } from './reaction-plan.ts';
import type { IcmpMessage } from './script.ts';

const payload = Buffer.from('a time stamp');

function request(): Ipv4Packet {
  const message = buildEchoRequest({ identifier: 0xfffe, sequence: 7, payload });
  return read(buildIpv4({ source: '10.0.0.2', destination: '8.8.8.8', payload: message }));
}

function read(packet: Uint8Array): Ipv4Packet {
  const parsed = parseIpv4(packet);
  if (!parsed) throw new Error('not an IPv4 packet');
  return parsed;
}

function answerTo(script: IcmpMessage) {
  const ip = read(buildAnswer(request(), script));
  return { ip, icmp: parseIcmp(ip.payload) };
}

test('a plain reply leaves from the address that was pinged and carries what came', () => {
  const { ip, icmp } = answerTo({});
  expect(ip).toMatchObject({ source: '8.8.8.8', destination: '10.0.0.2', ttl: 64, headerLength: 20 });
  expect(icmp).toMatchObject({ type: 0, code: 0, identifier: 0xfffe, sequence: 7, deviations: [] });
  expect(Buffer.from(icmp.payload)).toEqual(payload);
});

test('a foreign reply, TTL, IP options and source are as scripted', () => {
  const ipOptions = Uint8Array.of(7, 7, 4, 0, 0, 0, 0, 1);
  const { ip, icmp } = answerTo({
    identifierOffset: 3,
    sequenceOffset: 1,
    ttl: 33,
    ipOptions,
    source: '1.2.3.4',
  });
  expect(ip).toMatchObject({ source: '1.2.3.4', ttl: 33, headerLength: 28 });
  expect(icmp).toMatchObject({ type: 0, identifier: 1, sequence: 8, isChecksumRight: true });
});

test('a spoilt checksum or payload is wrong', () => {
  expect(answerTo({ checksumXor: 0x0100 }).icmp.deviations).toEqual(['wrong-checksum']);
  const { icmp } = answerTo({ corruptsPayload: true });
  expect(icmp.deviations).toEqual(['wrong-checksum']);
  expect(Buffer.from(icmp.payload)).not.toEqual(payload);
});

test.each([
  ['unreachable', 3, 1],
  ['time-exceeded', 11, 0],
  ['parameter-problem', 12, 0],
] as const)('%s quotes the request and comes from the router', (kind, type, code) => {
  const { ip, icmp } = answerTo({ kind });
  expect(ip.source).toBe('10.0.0.1');
  expect(icmp).toMatchObject({ type, code, isChecksumRight: true });
  expect(icmp.quoted?.ip).toMatchObject({ source: '10.0.0.2', destination: '8.8.8.8' });
  expect(icmp.quoted?.message).toMatchObject({ type: 8, identifier: 0xfffe, sequence: 7 });
});

test('an error with an offset quotes a request that was never sent', () => {
  expect(answerTo({ kind: 'unreachable', code: 3, identifierOffset: 1 }).icmp).toMatchObject({
    code: 3,
    quoted: { message: { identifier: 0xffff } },
  });
});

test('requests and raw bytes are sent as given', () => {
  expect(answerTo({ kind: 'request', identifierOffset: 1 }).icmp).toMatchObject({
    type: 8,
    identifier: 0xffff,
  });
  expect([...answerTo({ kind: 'raw', bytes: Uint8Array.of(13, 0) }).ip.payload]).toEqual([13, 0]);
});

test('any script makes a packet with a right header', () => {
  const scripts = fc.record(
    {
      kind: fc.constantFrom('reply', 'unreachable', 'time-exceeded', 'parameter-problem', 'request', 'raw'),
      code: fc.nat(255),
      identifierOffset: fc.integer({ min: -70_000, max: 70_000 }),
      checksumXor: fc.nat(0xffff),
      corruptsPayload: fc.boolean(),
      bytes: fc.uint8Array({ maxLength: 20 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(scripts, (script) => {
      expect(read(buildAnswer(request(), script as IcmpMessage)).destination).toBe('10.0.0.2');
    }),
  );
});

test('reactions come in order, the last one goes on; a destination of its own is counted apart', () => {
  const once = { messages: [] };
  const late = { messages: [{ delayMs: 50 }] };
  const plan = new ReactionPlan({ reactions: [once, late], byDestination: { '8.8.8.8': [late, once] } });
  expect(plan.next('1.1.1.1')).toBe(once);
  expect(plan.next('8.8.8.8')).toBe(late);
  expect(plan.next('9.9.9.9')).toBe(late);
  expect(plan.next('8.8.8.8')).toBe(once);
  expect(plan.next('1.1.1.1')).toBe(late);
  expect(new ReactionPlan({ reactions: [] }).next('1.1.1.1')).toEqual({ messages: [{}] });
});
