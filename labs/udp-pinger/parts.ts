import type { Clue, Part } from '../../harness/index.ts';

/** Both kinds of program talk UDP; raw sockets and streams are other labs. */
const DATAGRAMS: readonly Clue[] = [
  {
    pattern: /SOCK_DGRAM|DatagramSocket|createSocket|ListenUDP|DialUDP|UdpClient|UdpSocket|"udp[46]?"/i,
    in: 'source',
    weight: 3,
  },
  { pattern: /SOCK_STREAM|ServerSocket|createServer|DialTCP|ListenTCP/, in: 'source', weight: -3 },
  { pattern: /SOCK_RAW|IPPROTO_ICMP|ECHO_REQUEST|smtp|HTTP\/1/i, in: 'source', weight: -6 },
  { pattern: /icmp|smtp|mail|proxy|http|web/i, in: 'name', weight: -4 },
  { pattern: /ping/i, in: 'source', weight: 1 },
];

const SENDS_FIRST: readonly Clue[] = [
  { pattern: /client|cliente/i, in: 'name', weight: 4 },
  { pattern: /server|servidor|servidora|serveur/i, in: 'name', weight: -4 },
];

const LISTENS: readonly Clue[] = [
  { pattern: /server|servidor|serveur/i, in: 'name', weight: 4 },
  { pattern: /client|cliente/i, in: 'name', weight: -4 },
  { pattern: /\bbind\s*\(|new DatagramSocket\s*\(\s*\w+|ListenUDP|ListenPacket/, in: 'source', weight: 2 },
];

const BEATS: readonly Clue[] = [
  { pattern: /heart|(?:^|[\W_])hb/i, in: 'name', weight: 5 },
  { pattern: /heart ?beat/i, in: 'source', weight: 4 },
];

/** Another ping program is no heartbeat, however well it fits otherwise: neither its source nor its name speaks of one. */
const HEART = 'heart|beat|alive|puls|batiment|latido|herzschlag|сердц|пульс|心跳';
const NO_HEART: readonly Clue[] = [
  { pattern: new RegExp(`^(?![\\s\\S]*(?:${HEART}))`, 'i'), in: 'source', weight: -40 },
  { pattern: new RegExp(`${HEART}|(?:^|[\\W_])hb`, 'i'), in: 'name', weight: 35 },
];

const NO_BEATS: readonly Clue[] = BEATS.map((clue) => ({ ...clue, weight: -clue.weight - 1 }));

export const PARTS: readonly Part[] = [
  {
    id: 'client',
    title: 'Client: ten pings and their statistics',
    role: 'client',
    transport: 'udp',
    clues: [
      ...DATAGRAMS,
      ...SENDS_FIRST,
      ...NO_BEATS,
      {
        pattern: /settimeout|setSoTimeout|SO_RCVTIMEO|SetReadDeadline|select|setTimeout/,
        in: 'source',
        weight: 2,
      },
      { pattern: /\brtt|round.?trip|elapsed/i, in: 'source', weight: 2 },
      // Of two that ping, the one that counts is the whole of it.
      { pattern: /\bmin|minimum|\bloss|packet.?loss/i, in: 'source', weight: 1 },
      { pattern: /\.upper\(|toUpperCase|toupper/, in: 'source', weight: -2 },
    ],
  },
  {
    id: 'server',
    title: 'Server: answers pings and drops some',
    role: 'server',
    transport: 'udp',
    clues: [
      ...DATAGRAMS,
      ...LISTENS,
      ...NO_BEATS,
      { pattern: /rand(?:int|om|range)?\b|Random|rand\s*\(/, in: 'source', weight: 2 },
      { pattern: /\.upper\(|toUpperCase|toupper/, in: 'source', weight: 2 },
      { pattern: /settimeout\s*\(\s*1|round.?trip|\brtt\b/i, in: 'source', weight: -3 },
    ],
  },
  {
    id: 'heartbeat-client',
    title: 'Heartbeat client',
    role: 'client',
    transport: 'udp',
    clues: [
      ...DATAGRAMS,
      ...SENDS_FIRST,
      ...BEATS,
      ...NO_HEART,
      { pattern: /heart.*client|client.*heart/i, in: 'name', weight: 4 },
    ],
  },
  {
    id: 'heartbeat-server',
    title: 'Heartbeat server',
    role: 'server',
    transport: 'udp',
    clues: [...DATAGRAMS, ...LISTENS, ...BEATS, ...NO_HEART],
  },
];
