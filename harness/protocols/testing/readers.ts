import { answerFor, looksLikePrompt } from '../../program/prompt.ts';
import { parsePacket } from '../../wire/parse-packet.ts';
import { parseDnsQuery } from '../dns/parse-dns-query.ts';
import { printedAddresses } from '../dns/printed-addresses.ts';
import { HttpParser } from '../http/http-parser.ts';
import type { HttpMessageKind } from '../http/message.ts';
import { parseRequests, parseResponses } from '../http/parse-http.ts';
import { withoutSecondHead } from '../http/second-head.ts';
import { buildEchoRequest, buildIcmpError } from '../icmp/build-icmp.ts';
import { describeIcmp } from '../icmp/describe-icmp.ts';
import { buildIpv4, parseIpv4 } from '../icmp/ipv4.ts';
import { parseIcmp } from '../icmp/parse-icmp.ts';
import { matchRtts } from '../ping/match-rtts.ts';
import { readOutput } from '../ping/read-output.ts';
import { readLoss, readStatistics } from '../ping/read-statistics.ts';
import { reportedLosses } from '../ping/reported-losses.ts';
import {
  decodeWords,
  findDataEnd,
  mailFieldValues,
  parseMailDate,
  parseMailMessage,
  parseSmtpCommand,
  readMimeParts,
  readSmtpCredentials,
  readSmtpReplies,
  removeDotStuffing,
  textOfPart,
} from '../smtp/index.ts';

/** Something that reads bytes a student's program may have made. It may neither throw nor hang. */
export interface Reader {
  readonly name: string;
  /** Real-looking messages to begin with. */
  readonly corpus: readonly Uint8Array[];
  read(bytes: Uint8Array): unknown;
  /** The same of bytes that come in pieces, where it reads a stream: the result must be that of `read`. */
  readPieces?(pieces: readonly Uint8Array[]): unknown;
}

/** Every reader of what programs send and print. */
export const readers: readonly Reader[] = [
  http('request', [
    'GET /a.html HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.0\r\n\r\n',
  ]),
  http('response', [
    'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: u\r\n\r\nmore',
    'HTTP/1.0 404 Not Found\nServer: x\n folded\n\n<h1>404</h1>',
  ]),
  {
    name: 'http in a row',
    corpus: texts(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokGET / HTTP/1.1\r\nHost: a\r\n\r\n',
    ),
    read: (bytes) => [
      parseRequests(bytes),
      parseResponses(bytes, ['GET', 'HEAD', 'GET']),
      withoutSecondHead(bytes),
    ],
  },
  {
    name: 'smtp',
    corpus: texts(
      'MAIL FROM:<a@b.example> SIZE=10\r\n',
      'RCPT TO: b@c.example\r\n',
      'AUTH PLAIN AGEAYg==\r\n',
      '250-first\r\n250 last\r\n',
      'EHLO me\n',
    ),
    read: (bytes) => [
      parseSmtpCommand(bytes),
      readSmtpReplies(bytes),
      readSmtpCredentials([bytes, bytes]),
      findDataEnd(bytes),
      removeDotStuffing(bytes),
    ],
  },
  {
    name: 'mail',
    corpus: texts(
      'From: a@b.example\r\nDate: Mon, 23 Nov 2026 00:12:56 +0000\r\nSubject: =?utf-8?B?w6k=?= =?utf-8?Q?a_b?=\r\n\r\nText\r\n..dot\r\n',
      'Content-Type: multipart/mixed; boundary="b;c"\r\n\r\n--b;c\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n--b;c\r\nContent-Disposition: attachment; filename*=utf-8\'\'%41.txt\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=\r\nb=41  \r\n--b;c--\r\n',
    ),
    read: readMail,
  },
  {
    name: 'ping output',
    corpus: texts(
      'Ping 1 80.12 ms\nRequest timed out\nPing 3 0.081 s\nmin/avg/max = 80.1/90.2/100.3 ms, 25% loss\n',
      'Reply from 10.0.0.1: bytes=32 time=80ms TTL=54\r\n\x1b[1mrtt 0:00:00.080123\x1b[0m\n4 packets transmitted, 3 received\n',
    ),
    read: readPing,
    readPieces: (pieces) => readPing(pieces),
  },
  {
    name: 'printed text',
    corpus: texts(
      'example.com has address 10.0.0.1\n2001:DB8:0::1, 10.0.0.2:53.\n',
      'Host (or quit to exit): ',
      '1) send mail\n2) quit\nYour choice [1-2]: ',
      'End with <CRLF>.<CRLF>\nMessage: ',
    ),
    read: readText,
  },
  {
    name: 'icmp',
    corpus: [
      echo(),
      buildIcmpError({
        type: 3,
        code: 1,
        about: buildIpv4({ source: '10.0.0.2', destination: '8.8.8.8', payload: echo() }),
      }),
    ],
    read: (bytes) => [parseIcmp(bytes), describeIcmp(bytes), parseIpv4(bytes)],
  },
  {
    name: 'dns query',
    corpus: [Buffer.from('123401000001000000000000076578616d706c6503636f6d0000010001', 'hex')],
    read: parseDnsQuery,
  },
  {
    name: 'packet',
    corpus: [
      Buffer.concat([
        Buffer.from('0200000000010200000000020800', 'hex'),
        buildIpv4({
          source: '10.0.0.2',
          destination: '10.0.0.1',
          protocol: 17,
          payload: Buffer.from('303930390010000061626364', 'hex'),
        }),
      ]),
    ],
    read: (bytes) => parsePacket({ bytes: Buffer.from(bytes), epochMs: 1, from: 'program' }, 1, 0),
  },
];

function http(kind: HttpMessageKind, corpus: readonly string[]): Reader {
  const readPieces = (pieces: readonly Uint8Array[]) => {
    const parser = new HttpParser(kind);
    for (const piece of pieces) parser.push(piece);
    return { message: parser.end(), deviations: parser.deviations, rest: parser.rest };
  };
  return { name: `http ${kind}`, corpus: texts(...corpus), read: (bytes) => readPieces([bytes]), readPieces };
}

function readMail(bytes: Uint8Array): unknown {
  const message = parseMailMessage(bytes);
  const values = message.fields.map(({ value }) => [decodeWords(value), parseMailDate(value)]);
  return [message, values, readMimeParts(message).map(textOfPart), mailFieldValues(message, 'subject')];
}

function readPing(printed: Uint8Array | readonly Uint8Array[]): unknown {
  const pieces = printed instanceof Uint8Array ? [printed] : printed;
  const output = readOutput(pieces.map((bytes) => ({ bytes })));
  const truths = [80, undefined, 81, 100];
  const matches = matchRtts(output, truths);
  const isLost = truths.map((truth) => truth === undefined);
  const sums = [readStatistics(output, matches, truths), readLoss(output, matches, 4, 3)];
  return [output, matches, ...sums, reportedLosses(output, matches, isLost)];
}

function readText(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('utf8');
  return [
    printedAddresses(text),
    looksLikePrompt(text),
    answerFor(text, [], [], {}),
    answerFor(text, [], [{ prompt: '', answer: '' }], { subject: 'a' }),
  ];
}

function echo(): Uint8Array {
  return buildEchoRequest({ identifier: 7, sequence: 1, payload: Buffer.from('abcdefgh') });
}

function texts(...all: readonly string[]): Uint8Array[] {
  return all.map((text) => Buffer.from(text, 'latin1'));
}
