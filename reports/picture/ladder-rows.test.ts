import { describe, expect, it } from 'vitest';
import { conversationOf, packetsOf, programOf, scenarioOf } from '../testing/fixture-packets.ts';
import { ladderRows } from './ladder-rows.ts';

const client = '10.0.0.2';
const server = '198.18.0.9';

const web = conversationOf(
  { id: 'origin-1', peer: 'origin', protocol: 'tcp', openedBy: 'program', dialled: `${server}:80` },
  [
    [30, 'program', 'open'],
    [31, 'program', 'data', 'GET /a.html HTTP/1.1\r\n'],
    [32, 'program', 'data', 'Host: x\r\n\r\n'],
    [40, 'peer', 'data', 'HTTP/1.1 200 OK\r\n\r\nhello'],
    [41, 'peer', 'end'],
    [60, 'program', 'end'],
  ],
);

const webPackets = packetsOf([
  [10, 'program', client, server, 'TCP 50000 > 80 SYN'],
  [10.1, 'peer', server, client, 'TCP 80 > 50000 SYN ACK'],
  [10.2, 'program', client, server, 'TCP 50000 > 80 ACK'],
  [11, 'program', client, server, 'TCP 50000 > 80 ACK, 22 bytes'],
  [12, 'program', client, server, 'TCP 50000 > 80 ACK, 11 bytes'],
  [12.1, 'peer', server, client, 'TCP 80 > 50000 ACK'],
  [39, 'peer', server, client, 'TCP 80 > 50000 ACK, 24 bytes'],
  [39.5, 'peer', server, client, 'TCP 80 > 50000 FIN ACK'],
  [39.9, 'program', client, server, 'TCP 50000 > 80 FIN ACK'],
]);

function brief(rows: ReturnType<typeof ladderRows>) {
  return rows.map(({ atMs, kind, words }) => [atMs, kind, words]);
}

describe('a connection', () => {
  it('has its words from the transcript and its times from the wire', () => {
    const rows = ladderRows(scenarioOf({ conversations: [web], packets: webPackets }));
    expect(brief(rows)).toEqual([
      [10, 'open', `connects to ${server}:80`],
      [11, 'message', 'GET /a.html HTTP/1.1'],
      [39, 'message', 'HTTP/1.1 200 OK'],
      [39.5, 'close', 'FIN both ways'],
    ]);
    expect(rows[1]).toMatchObject({ events: [1, 2], packets: [4, 5], detail: '33 bytes in 2 segments' });
    expect(rows[3]).toMatchObject({ isMutual: true, packets: [8, 9], events: [4, 5] });
  });

  it('is told by the transcript alone where nothing was captured', () => {
    expect(brief(ladderRows(scenarioOf({ conversations: [web] })))).toEqual([
      [30, 'open', `connects to ${server}:80`],
      [31, 'message', 'GET /a.html HTTP/1.1'],
      [40, 'message', 'HTTP/1.1 200 OK'],
      [41, 'close', 'FIN both ways'],
    ]);
  });

  it('that was refused stands in the packets alone', () => {
    const packets = packetsOf([
      [5, 'program', client, server, 'TCP 50001 > 8080 SYN'],
      [5.1, 'peer', server, client, 'TCP 8080 > 50001 RST ACK'],
    ]);
    expect(ladderRows(scenarioOf({ packets }))).toMatchObject([
      { kind: 'refused', from: 'program', lane: 'called', words: `SYN to ${server}:8080`, packets: [1, 2] },
    ]);
  });

  it('under TLS shows its handshake as segments', () => {
    const mail = conversationOf(
      { id: 's-1', peer: 'smtp-server', protocol: 'tcp', openedBy: 'program', dialled: `${server}:465` },
      [
        [12, 'program', 'open'],
        [50, 'peer', 'note', 'TLSv1.3 established'],
        [51, 'peer', 'data', '220 ready\r\n'],
      ],
    );
    const packets = packetsOf([
      [10, 'program', client, server, 'TCP 50002 > 465 SYN'],
      [10.1, 'peer', server, client, 'TCP 465 > 50002 SYN ACK'],
      [11, 'program', client, server, 'TCP 50002 > 465 ACK, 517 bytes'],
      [30, 'peer', server, client, 'TCP 465 > 50002 ACK, 868 bytes'],
      [40, 'program', client, server, 'TCP 50002 > 465 ACK, 80 bytes'],
      [51.1, 'peer', server, client, 'TCP 465 > 50002 ACK, 33 bytes'],
    ]);
    const words = ladderRows(scenarioOf({ conversations: [mail], packets })).map((row) => row.words);
    expect(words).toEqual([
      `connects to ${server}:465`,
      'TLS ClientHello',
      'TLS ServerHello',
      'TLS handshake goes on',
      'TLSv1.3 established',
      '220 ready',
    ]);
  });
});

const pinger = conversationOf(
  { id: 'udp-echo-1', peer: 'udp-echo', protocol: 'udp', openedBy: 'program', dialled: '0.0.0.0:12000' },
  [
    [101, 'program', 'datagram', 'Ping 1'],
    [150, 'peer', 'datagram', 'PING 1'],
    [151, 'peer', 'datagram', 'PING 1'],
    [201, 'program', 'lost', 'Ping 2'],
    [1_301, 'program', 'datagram', 'Ping 3'],
    [2_600, 'peer', 'datagram', 'PING 3'],
  ],
);
const pingPackets = packetsOf([
  [100, 'program', client, server, 'UDP 40000 > 12000, 6 bytes'],
  [150.1, 'peer', server, client, 'UDP 12000 > 40000, 6 bytes'],
  [151.1, 'peer', server, client, 'UDP 12000 > 40000, 6 bytes'],
  [200, 'program', client, server, 'UDP 40000 > 12000, 6 bytes'],
  [1_300, 'program', client, server, 'UDP 40000 > 12000, 6 bytes'],
  [2_600.1, 'peer', server, client, 'UDP 12000 > 40000, 6 bytes'],
  [2_700, 'program', client, server, 'ICMP type 3 code 3, 42 bytes'],
]);

describe('datagrams', () => {
  const rows = ladderRows(
    scenarioOf({
      conversations: [pinger],
      packets: pingPackets,
      programs: [programOf([[155, 'RTT 50 ms\n']])],
    }),
  );

  it('are lost, late or come twice', () => {
    const pings = rows.filter(({ conversation }) => conversation === 'udp-echo-1');
    expect(pings).toMatchObject([
      { atMs: 100, kind: 'message', words: 'Ping 1', isLate: false },
      { atMs: 150.1, kind: 'message', words: 'PING 1', isLate: false },
      { atMs: 151.1, kind: 'message', detail: 'the same answer again' },
      { atMs: 200, kind: 'lost', words: 'Ping 2' },
      { atMs: 1_300, kind: 'message', words: 'Ping 3' },
      { atMs: 2_600.1, kind: 'message', isLate: true, detail: 'late: 1.30 s after the request' },
    ]);
  });

  it('stand beside what the program printed, and what its host answered by itself', () => {
    expect(rows.map(({ kind, words }) => `${kind}: ${words}`)).toEqual(
      expect.arrayContaining([
        'started: python3 client.py',
        'printed: RTT 50 ms',
        'message: ICMP port unreachable: nobody listens there',
        'ended: ended by itself with exit status 0 after 8.99 s',
      ]),
    );
  });
});
