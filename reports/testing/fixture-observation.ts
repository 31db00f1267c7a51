import type { ObservedScenario } from '../to-transcript-file.ts';

const text = (words: string) => Buffer.from(words, 'utf8');

/** What one scenario saw, with bytes as they come in reality: text, binary, stderr, a reset, a datagram that is lost. */
export function fixtureObservation(scenario: string): ObservedScenario {
  return {
    scenario,
    transcript: [
      {
        id: 'http-client-1',
        peer: 'http-client',
        protocol: 'tcp',
        openedBy: 'peer',
        dialled: '10.0.0.2:8888',
        events: [
          { atMs: 41.2, from: 'peer', kind: 'open' },
          {
            atMs: 41.9,
            from: 'peer',
            kind: 'data',
            bytes: text('GET http://www.example.com/café.html HTTP/1.1\r\nHost: www.example.com\r\n\r\n'),
            text: 'GET /café.html',
          },
          { atMs: 57.4, from: 'program', kind: 'data', bytes: text('HTTP/1.1 200 OK\r\n'), text: '200 OK' },
          {
            atMs: 58.1,
            from: 'program',
            kind: 'data',
            bytes: Buffer.concat([
              text('Content-Type: text/html\r\nContent-Length: 431\r\n\r\n<html>\r\n<body>caf'),
              text('?</body>\n'),
            ]),
          },
          { atMs: 58.3, from: 'program', kind: 'end' },
          { atMs: 59, from: 'peer', kind: 'close' },
        ],
      },
      {
        id: 'origin-1',
        peer: 'origin',
        protocol: 'tcp',
        openedBy: 'program',
        dialled: '23.81.0.59:80',
        events: [
          { atMs: 44, from: 'program', kind: 'open' },
          {
            atMs: 44.6,
            from: 'program',
            kind: 'data',
            bytes: text('GET /café.html HTTP/1.0\nHost: www.example.com\n\n'),
          },
          {
            atMs: 52,
            from: 'peer',
            kind: 'data',
            bytes: Uint8Array.from({ length: 700 }, (_, i) => (i * 7) % 256),
          },
          { atMs: 53, from: 'peer', kind: 'reset' },
        ],
      },
      {
        id: 'udp-echo-1',
        peer: 'udp-echo',
        protocol: 'udp',
        openedBy: 'program',
        dialled: '192.168.103.148:12000',
        events: [
          { atMs: 5, from: 'program', kind: 'datagram', bytes: text('Ping 1 1700000000.12') },
          {
            atMs: 17,
            from: 'peer',
            kind: 'datagram',
            bytes: text('PING 1 1700000000.12'),
            text: 'echo of ping 1',
          },
          { atMs: 18, from: 'program', kind: 'lost', bytes: text('Ping 2 1700000000.14') },
        ],
      },
    ],
    programs: [
      {
        command: 'python3 server.py 8888',
        startedAtMs: 4,
        isUp: true,
        listening: [{ protocol: 'tcp', address: '0.0.0.0', port: 8888 }],
        answers: [{ atMs: 12, prompt: 'Port? ', answer: '8888' }],
        output: [
          { atMs: 38.5, stream: 'stdout', bytes: text('Ready to serve...\nReceived a connection from: ') },
          { atMs: 42, stream: 'stdout', bytes: text("('10.0.0.1', 49152)\n") },
          {
            atMs: 61,
            stream: 'stderr',
            bytes: text(
              "Traceback (most recent call last):\n  File \"server.py\", line 31, in <module>\n    data.decode()\nUnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9\n",
            ),
          },
        ],
        droppedOutputBytes: 0,
        exit: { atMs: 1_300, code: 1, isOurDoing: false },
      },
    ],
    packets: [
      {
        number: 1,
        atMs: 41,
        from: 'peer',
        source: '10.0.0.1',
        destination: '10.0.0.2',
        protocol: 6,
        payload: new Uint8Array(20),
        tcp: {
          sourcePort: 49152,
          destinationPort: 8888,
          isSyn: true,
          isAck: false,
          isFin: false,
          isRst: false,
          dataLength: 0,
        },
      },
    ],
  };
}
