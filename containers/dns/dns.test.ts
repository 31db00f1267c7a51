import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { decode, encode } from 'dns-packet';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Recorder } from '../../harness/wire/recorder.ts';
import { addressOfName } from './address-of-name.ts';
import { answerQuery } from './answer-query.ts';
import { startDns } from './dns.ts';
import type { DnsScript } from './script.ts';
import { takeMessages } from './tcp-framing.ts';

function resolverFor(port: number): Resolver {
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([`127.0.0.1:${port}`]);
  return resolver;
}

test('gives each name an address of its own, always the same', async () => {
  await using server = await startDns({}, { recorder: new Recorder(), host: '127.0.0.1', port: 0 });
  const resolver = resolverFor(server.port);
  const [first] = await resolver.resolve4('www.example.com');
  const [again] = await resolver.resolve4('WWW.Example.COM');
  const [other] = await resolver.resolve4('www.google.com');
  expect(first).toMatch(/^198[.]1[89][.]/);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect((await server.log()).map(({ type }) => type)).toEqual(['A', 'A', 'A']);
});

test('knows no name under invalid, nor one that the script takes away', async () => {
  const script = { unknown: ['gone.example'] };
  await using server = await startDns(script, { recorder: new Recorder(), host: '127.0.0.1', port: 0 });
  const resolver = resolverFor(server.port);
  await expect(resolver.resolve4('no-such-host.invalid')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(resolver.resolve4('www.gone.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(resolver.resolve4('notgone.example')).resolves.toHaveLength(1);
  await expect(resolver.resolve6('www.example.com')).rejects.toMatchObject({ code: 'ENODATA' });
});

test('knows no name at all when the script takes the root away', async () => {
  await using server = await startDns(
    { unknown: ['.'] },
    { recorder: new Recorder(), host: '127.0.0.1', port: 0 },
  );
  await expect(resolverFor(server.port).resolve4('www.example.com')).rejects.toMatchObject({
    code: 'ENOTFOUND',
  });
});

test('follows a script set later, and names addresses', async () => {
  await using server = await startDns({}, { recorder: new Recorder(), host: '127.0.0.1', port: 0 });
  const resolver = resolverFor(server.port);
  await server.setScript({ addresses: { 'Web.Example': '10.0.0.7' }, delayMs: 5 });
  expect(await resolver.resolve4('web.example')).toEqual(['10.0.0.7']);
  expect(await resolver.reverse('10.0.0.7')).toEqual(['Web.Example']);
  expect(await resolver.reverse('10.0.0.8')).toEqual(['host-10-0-0-8.example']);
});

test('answers over TCP, several queries in one connection, split anywhere', async () => {
  const recorder = new Recorder();
  await using server = await startDns({}, { recorder, host: '127.0.0.1', port: 0 });
  const queries = ['a.example', 'b.example'].map((name, id) => {
    const query = encode({ type: 'query', id, questions: [{ type: 'A', name }] });
    return Buffer.concat([Buffer.of(0, query.length), query]);
  });
  const socket = connect(server.port, '127.0.0.1');
  const bytes = Buffer.concat(queries);
  socket.write(bytes.subarray(0, 9));
  socket.write(bytes.subarray(9));
  let received: Buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk]);
    if (takeMessages(received).messages.length === 2) break;
  }
  const answers = takeMessages(received).messages.map((each) => decode(each).answers?.[0]);
  expect(answers.map((answer) => answer?.name)).toEqual(['a.example', 'b.example']);
  expect(recorder.transcript().map(({ protocol }) => protocol)).toEqual(['tcp']);
});

test('a name that looks like an address is that address', () => {
  expect(addressOfName('192.168.103.148')).toBe('192.168.103.148');
  expect(addressOfName('localhost.')).toBe('127.0.0.1');
});

test('an unusual question gets an empty answer, never an exception', () => {
  for (const type of ['MX', 'TXT', 'SOA', 'SRV'] as const) {
    const query = decode(encode({ type: 'query', id: 7, questions: [{ type, name: 'x.example' }] }));
    const { reply } = answerQuery(query, {});
    expect(decode(encode(reply)).answers).toEqual([]);
    expect(reply.id).toBe(7);
  }
});

test('no datagram stops the server', async () => {
  await using server = await startDns({}, { recorder: new Recorder(), host: '127.0.0.1', port: 0 });
  const socket = createSocket('udp4');
  const question = encode({ type: 'query', id: 7, questions: [{ type: 'A', name: 'x.example' }] });
  const damaged = fc.tuple(fc.nat(question.length - 1), fc.nat(255)).map(([at, value]) => {
    const copy = Buffer.from(question);
    copy[at] = value;
    return copy;
  });
  const datagrams = fc.sample(fc.oneof(damaged, fc.uint8Array({ minLength: 1, maxLength: 64 })), 200);
  for (const each of datagrams) socket.send(each, server.port, '127.0.0.1');
  expect(await resolverFor(server.port).resolve4('alive.example')).toHaveLength(1);
  socket.close();
});

const www = 'www.test.example';
const addresses = ['203.0.113.1', '203.0.113.2'];
const twoAddresses = addresses.map((data) => ({ name: www, data }));

/** Asks once over UDP, and waits for so many replies. */
async function ask(script: DnsScript, count = 1): Promise<readonly Buffer[]> {
  await using server = await startDns(script, { recorder: new Recorder(), host: '127.0.0.1', port: 0 });
  const socket = createSocket('udp4');
  const replies: Buffer[] = [];
  socket.on('message', (reply) => replies.push(reply));
  socket.send(
    encode({ type: 'query', id: 7, questions: [{ type: 'A', name: www }] }),
    server.port,
    '127.0.0.1',
  );
  await expect.poll(() => replies.length).toBe(count);
  socket.close();
  return replies;
}

test('answers scripted records, compressed, with aliases and what they stand for', async () => {
  const records = [
    { name: www, data: 'cdn.test.example' },
    { name: 'cdn.test.example', data: '203.0.113.9' },
    { name: 'cdn.test.example', data: '2001:db8::9' },
  ] as const;
  await using server = await startDns({ records }, { recorder: new Recorder(), host: '127.0.0.1', port: 0 });
  const resolver = resolverFor(server.port);
  expect(await resolver.resolve4(www)).toEqual(['203.0.113.9']);
  expect(await resolver.resolve6('WWW.test.EXAMPLE')).toEqual(['2001:db8::9']);
  expect(await resolver.resolveCname(www)).toEqual(['cdn.test.example']);
  await expect(resolver.resolveMx('cdn.test.example')).rejects.toMatchObject({ code: 'ENODATA' });
  const [reply] = await ask({ records });
  expect(decode(reply ?? Buffer.alloc(0)).answers).toMatchObject(records.slice(0, 2));
  // cdn, then a pointer to test.example in the question.
  expect(reply?.toString('latin1')).toContain('\x03cdn\xc0\x10');
});

test('writes a name out where the script says so', async () => {
  const [reply] = await ask({ records: twoAddresses.map((each) => ({ ...each, isWrittenOut: true })) });
  expect(reply?.toString('latin1').split('\x03www\x04test\x07example\x00')).toHaveLength(4);
});

test('an alias that stands for itself does not keep it busy', async () => {
  const [reply] = await ask({ records: [{ name: www, data: www }] });
  expect(decode(reply ?? Buffer.alloc(0)).answers?.length).toBeGreaterThan(0);
});

test('sends a forged reply with another id first', async () => {
  const script = {
    records: twoAddresses,
    replies: { 0: { forgedAddress: '198.51.100.66', delayMs: 50 } },
  };
  const [forged, real] = await ask(script, 2);
  const [first, second] = [forged, real].map((reply) => decode(reply ?? Buffer.alloc(0)));
  expect([first?.id, second?.id]).toEqual([7 ^ 0x5a5a, 7]);
  expect(first?.answers).toMatchObject([{ data: '198.51.100.66' }]);
  expect(second?.answers).toMatchObject(twoAddresses);
});

test('a truncated reply leads to TCP, where the whole answer is', async () => {
  const script = { records: twoAddresses, default: { isTruncated: true } };
  const [reply] = await ask(script);
  expect(decode(reply ?? Buffer.alloc(0))).toMatchObject({ flag_tc: true, answers: [] });
  await using server = await startDns(script, { recorder: new Recorder(), host: '127.0.0.1', port: 0 });
  expect(await resolverFor(server.port).resolve4(www)).toEqual(addresses);
  expect((await server.log()).map(({ transport }) => transport)).toEqual(['udp', 'tcp']);
});

test('loses the queries that it is told to lose, counted for each question', async () => {
  const script = { records: twoAddresses, replies: { 0: { isLost: true } } };
  await using server = await startDns(script, { recorder: new Recorder(), host: '127.0.0.1', port: 0 });
  const once = new Resolver({ timeout: 200, tries: 1 });
  once.setServers([`127.0.0.1:${server.port}`]);
  await expect(once.resolve4(www)).rejects.toMatchObject({ code: 'ETIMEOUT' });
  expect(await once.resolve4(www)).toEqual(addresses);
});

test('logs what it cannot answer, with what is wrong', async () => {
  await using server = await startDns({}, { recorder: new Recorder(), host: '127.0.0.1', port: 0 });
  const socket = createSocket('udp4');
  const query = encode({ type: 'query', id: 7, flags: 0x0100, questions: [{ type: 'A', name: www }] });
  socket.send(query.subarray(0, 20), server.port, '127.0.0.1');
  await expect.poll(() => server.log()).toHaveLength(1);
  socket.close();
  expect((await server.log())[0]?.query.deviations).toMatchObject([{ kind: 'name' }]);
});
