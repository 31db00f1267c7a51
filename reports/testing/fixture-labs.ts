import type { CheckSummary, Kind, LabSummary } from '../schema.ts';

type Row = readonly [id: string, title: string, points: number, kind: Kind, needs?: string];

const rows: Readonly<Record<string, readonly Row[]>> = {
  'web-server': [
    ['answers', 'It answers a request', 15, 'core'],
    ['status-line', 'The status line has a version, a code and a reason', 10, 'core', 'answers'],
    ['ends-head', 'The header lines end with an empty line', 10, 'core', 'answers'],
    ['line-ends', 'Every line of the head ends with CRLF', 10, 'core', 'ends-head'],
    ['body-bytes', 'The body has exactly the bytes of the file', 20, 'core', 'ends-head'],
    ['content-length', 'Content-Length is the number of bytes of the body', 10, 'core', 'ends-head'],
    ['not-found', 'A file that does not exist gives 404 Not Found', 15, 'core', 'status-line'],
    ['lives-on', 'It serves the next client after a 404', 10, 'core', 'not-found'],
    ['many-clients', 'A slow client does not hold up another', 10, 'extension', 'answers'],
    ['stays-in-root', 'A path with .. never leaves the root', 0, 'robust', 'answers'],
  ],
  'udp-pinger': [
    ['sends-ten', 'It sends exactly ten pings', 20, 'core'],
    ['waits', 'The next ping leaves only after the answer or the second', 20, 'core', 'sends-ten'],
    ['reports-rtt', 'Each round-trip time is right', 25, 'core', 'sends-ten'],
    ['reports-loss', 'Each lost ping is reported as such', 20, 'core', 'sends-ten'],
    ['loss-rate', 'The loss percentage agrees with the wire', 15, 'core', 'reports-loss'],
    ['late-reply', "A late reply is not taken for the next ping's", 0, 'robust', 'sends-ten'],
  ],
  proxy: [
    ['relays-body', 'The body is relayed byte for byte', 25, 'core'],
    ['origin-target', 'The origin gets the path and the host that were asked for', 15, 'core'],
    ['relays-status', 'The status of the origin is relayed', 15, 'core', 'relays-body'],
    ['cache-hit', 'The second request is served from the cache', 25, 'core', 'relays-body'],
    ['cache-equal', 'The copy equals the first answer', 10, 'core', 'cache-hit'],
    ['unknown-host', 'An unknown host gives an error answer, and the proxy lives on', 10, 'core'],
    ['keeps-secrets', 'What is marked no-store is not kept', 10, 'extension', 'cache-hit'],
    ['broken-origin', 'An answer that breaks off is not cached', 0, 'robust', 'cache-hit'],
  ],
};

const titles: Readonly<Record<string, string>> = {
  'web-server': 'Web server',
  'udp-pinger': 'UDP pinger',
  proxy: 'Caching proxy',
};

/** Which check each check waits for. */
export const fixtureNeeds: ReadonlyMap<string, string> = new Map(
  Object.entries(rows).flatMap(([lab, checks]) =>
    checks.flatMap(([id, , , , needs]) => (needs ? [[`${lab}/${id}`, `${lab}/${needs}`] as const] : [])),
  ),
);

/** Three labs in the manner of the real ones. */
export function fixtureLabs(): LabSummary[] {
  return Object.entries(rows).map(([id, checks]) => ({
    id,
    title: titles[id] ?? id,
    summary: 'A program on sockets.',
    version: 1,
    parts: [{ id: 'main', title: titles[id] ?? id, role: id === 'udp-pinger' ? 'client' : 'server' }],
    checks: checks.map((row) => toCheck(id, row)),
  }));
}

function toCheck(lab: string, [id, title, points, kind]: Row): CheckSummary {
  return {
    id: `${lab}/${id}`,
    title,
    kind,
    level: kind === 'robust' ? 'should' : 'must',
    part: 'main',
    scenario: kind === 'robust' ? 'odd-requests' : 'basics',
    points,
    sources: [
      { text: 'Handout, requirement 4' },
      { text: 'RFC 9112 section 6.3', url: 'https://www.rfc-editor.org/rfc/rfc9112#section-6.3' },
    ],
    explanation: {
      does: 'Asks twice for the same object and compares the two answers.',
      expects: 'The same bytes both times; FIN and RST are both taken for the end.',
      why: 'A browser shows what it gets: one byte too many and a picture is broken.',
      mistake:
        'Text mode turns line ends around. Open the file in binary mode and send the bytes as they are.',
    },
  };
}
