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
