import { expect, test } from 'vitest';
import type { Packet } from '../../wire/packet.ts';
import type { Conversation } from '../../wire/transcript.ts';
import { wireSigns } from './wire-signs.ts';

function conversation(peer: string, openedBy: 'program' | 'peer', ...sent: string[]): Conversation {
  const events = sent.map((text) => ({
    atMs: 1,
    from: 'program' as const,
    kind: 'data' as const,
    bytes: Buffer.from(text),
  }));
  return { id: `${peer}-1`, peer, protocol: 'tcp', openedBy, dialled: '10.0.0.2:80', events };
}

function signsIn(transcript: readonly Conversation[], code = '', packets: readonly Packet[] = []) {
  return wireSigns([{ title: 'A story', observation: { transcript, packets } }], [{ code }]);
}

test.each([
  ['a Python web server', 'HTTP/1.0 200 OK\r\nServer: SimpleHTTP/0.6 Python/3.11.2\r\n\r\n'],
  ['a Python web server', 'HTTP/1.0 404 File not found\r\nServer: BaseHTTP/0.6 Python/3.11.2\r\n\r\n'],
  ['express', 'HTTP/1.1 200 OK\r\nX-Powered-By: Express\r\n\r\n'],
])('%s betrays itself', (name, answer) => {
  const [sign] = signsIn([conversation('http-client', 'peer', answer.slice(0, 30), answer.slice(30))]);
  expect(sign).toMatchObject({ name, crafts: ['http-server'], kind: 'wire' });
  expect(sign?.text).toMatch(/^(?:Server|X-Powered-By): .* \(A story\)$/);
});

test('answers written by hand betray nothing, nor do the words of a textbook', () => {
  const answers = [
    'HTTP/1.1 200 OK\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\nServer: Apache/2.2.3 (CentOS)\r\n\r\n',
    'HTTP/1.1 200 OK\r\nServer: MyServer\r\n\r\nBaseHTTP is not used',
  ];
  expect(signsIn(answers.map((answer) => conversation('http-client', 'peer', answer)))).toEqual([]);
  const copied = conversation('http-client', 'peer', 'HTTP/1.1 200 OK\r\nServer: SimpleHTTP/0.6\r\n\r\n');
  expect(signsIn([copied], 'send("Server: SimpleHTTP/0.6")')).toEqual([]);
  expect(signsIn([copied], 'http.server.SimpleHTTPRequestHandler')).toHaveLength(1);
});

test.each([
  'User-Agent: python-requests/2.31.0',
  'User-Agent: Python-urllib/3.11',
  'User-Agent: Go-http-client/1.1',
  'user-agent: curl/8.5.0',
])('a request with %s comes from a library', (field) => {
  const [sign] = signsIn([conversation('origin', 'program', `GET / HTTP/1.1\r\n${field}\r\n\r\n`)]);
  expect(sign?.crafts).toEqual(['http-client']);
});

test('the fields of a browser, and a field that the source writes, say nothing', () => {
  const browser = conversation('origin', 'program', 'GET / HTTP/1.1\r\nUser-Agent: Mozilla/5.0\r\n\r\n');
  const own = conversation('origin', 'program', 'GET / HTTP/1.1\r\nUser-Agent: curl/8.5.0\r\n\r\n');
  expect(signsIn([browser])).toEqual([]);
  expect(signsIn([own], '"User-Agent: curl/8.5.0"')).toEqual([]);
});

test.each([
  ['smtplib', 'ehlo [127.0.0.1]\r\nmail FROM:<a@b.c> size=12\r\nrcpt TO:<d@e.f>\r\ndata\r\n'],
  ['nodemailer', 'EHLO x\r\nDATA\r\nContent-Type: multipart/mixed; boundary="--_NmP-1f3a-Part_1"\r\n'],
  ['Jakarta Mail', 'EHLO x\r\nDATA\r\nMessage-ID: <1.0.17.JavaMail.user@host>\r\n'],
])('mail by %s is recognised', (name, talk) => {
  const [sign] = signsIn([conversation('smtp-server', 'program', talk)]);
  expect(sign).toMatchObject({ name, crafts: ['smtp'] });
});

test('mail by hand is not, in capitals or not', () => {
  const talks = [
    'EHLO me\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\n',
    'helo me\r\nmail from:<a@b.c>\r\nrcpt to:<d@e.f>\r\ndata\r\n',
  ];
  expect(signsIn(talks.map((talk) => conversation('smtp-server', 'program', talk)))).toEqual([]);
  const copied = conversation('smtp-server', 'program', 'mail FROM:<a@b.c>\r\nrcpt TO:<d@e.f>\r\n');
  expect(signsIn([copied], 's.send(b"mail FROM:<a@b.c>")')).toEqual([]);
});

function echoRequest(payload: Uint8Array): Packet {
  const head = { number: 1, atMs: 0, source: '10.0.0.2', destination: '1.2.3.4', ttl: 64, protocol: 1 };
  return {
    ...head,
    from: 'program',
    payload: Buffer.concat([Uint8Array.of(8, 0, 0, 0, 0, 1, 0, 1), payload]),
  };
}

test('the ping command is known by what it fills its requests with', () => {
  const rising = Uint8Array.from({ length: 40 }, (_, index) => 0x10 + index);
  const [sign] = signsIn([], '', [echoRequest(Buffer.concat([Buffer.alloc(16, 7), rising]))]);
  expect(sign).toMatchObject({ name: 'ping', crafts: ['ping'] });
  for (const payload of [Buffer.alloc(8, 1), Buffer.alloc(56, 0x51), Buffer.alloc(16), rising])
    expect(signsIn([], '', [echoRequest(payload)])).toEqual([]);
});
