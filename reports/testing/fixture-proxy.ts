import type { TranscriptFile } from '../transcript-file.ts';
import { conversationOf, packetsOf, programOf, scenarioOf } from './fixture-packets.ts';

const page = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';

/** A proxy that fetches a page, has it in its cache the second time, and leaves the third request without an answer. */
export function fixtureProxyScenario(scenario: string): TranscriptFile {
  const browser = (number: number, fromMs: number, toMs: number | undefined) =>
    conversationOf(
      {
        id: `browser-${number}`,
        peer: 'browser',
        protocol: 'tcp',
        openedBy: 'peer',
        dialled: '10.0.0.2:8888',
      },
      [
        [fromMs, 'peer', 'open'],
        [
          fromMs + 1,
          'peer',
          'data',
          'GET http://www.example.com/page.html HTTP/1.1\r\nHost: www.example.com\r\n\r\n',
        ],
        ...(toMs === undefined
          ? ([[fromMs + 900, 'peer', 'close']] as const)
          : ([
              [toMs, 'program', 'data', page],
              [toMs + 1, 'program', 'end'],
            ] as const)),
      ],
    );
  const origin = conversationOf(
    { id: 'origin-1', peer: 'origin', protocol: 'tcp', openedBy: 'program', dialled: '198.18.0.9:80' },
    [
      [24, 'program', 'open'],
      [25, 'program', 'data', 'GET /page.html HTTP/1.1\r\nHost: www.example.com\r\n\r\n'],
      [60, 'peer', 'data', page],
      [61, 'peer', 'reset'],
    ],
  );
  const packets = packetsOf([
    [1_100, 'program', '10.0.0.2', '198.18.0.9', 'TCP 50001 > 8080 SYN'],
    [1_100.1, 'peer', '198.18.0.9', '10.0.0.2', 'TCP 8080 > 50001 RST ACK'],
  ]);
  return scenarioOf({
    scenario,
    conversations: [browser(1, 20, 70), origin, browser(2, 600, 606), browser(3, 1_000, undefined)],
    packets,
    programs: [programOf([[5, 'Ready to serve...\n']])],
  });
}
