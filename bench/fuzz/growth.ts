import type { Reader } from '../../harness/protocols/testing/readers.ts';

const shortBytes = 3_000;
const factor = 10;
/** Ten times the input may take thirty times as long: more is no longer linear. */
const mostGrowth = 30;
/** Below this the clock and the collector of garbage say more than the reader. */
const leastMs = 200;

const words = [
  ...[
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    'a',
    '1',
    '.',
    ':',
    '"',
    ';',
    '=',
    '(',
    '<',
    '@',
    ',',
    '\0',
    '\x1b[',
    '?= ',
    '::',
  ],
  ...[
    'a: b\r\n',
    ' a\r\n',
    ';a=b',
    '=?u?Q?a?= ',
    '1.2 ',
    '1 ms ',
    '80 ms\n',
    '0:00:00',
    '250-a\r\n',
    '5\r\nhello\r\n',
    '1) a\n',
  ],
  ...['GET / HTTP/1.1\r\n\r\n', 'HTTP/1.1 100 C\r\n\r\n', '--b;c\r\n\r\n', 'timeout\n', 'yes/no '],
];

/** Beginnings behind which a flood is read by another part of the reader. */
const heads = [
  '',
  'HTTP/1.1 200 OK\r\nA: b',
  'Content-Type: multipart/mixed; boundary="b',
  'Transfer-Encoding: chunked\r\n\r\n',
];

/** Floods for which a reader's time grows faster than they do. */
export function growthDefects(reader: Reader): string[] {
  return heads.flatMap((head) =>
    words.flatMap((word) => {
      const long = timeOf(reader, flood(head, word, shortBytes * factor));
      if (long < leastMs) return [];
      const short = Math.max(0.1, timeOf(reader, flood(head, word, shortBytes)));
      const again = Math.min(long, timeOf(reader, flood(head, word, shortBytes * factor)));
      const growth = again / short;
      const said = `${JSON.stringify(head)} and ${JSON.stringify(word)} over and over`;
      return again < leastMs || growth < mostGrowth
        ? []
        : [
            `${factor} times as much of ${said} takes ${Math.round(growth)} times as long (${Math.round(again)} ms)`,
          ];
    }),
  );
}

function flood(head: string, word: string, length: number): Uint8Array {
  return Buffer.from(head + word.repeat(Math.ceil(length / word.length)), 'latin1');
}

/** Of the processor, in ms: a busy machine does not count. */
function timeOf(reader: Reader, bytes: Uint8Array): number {
  const before = process.cpuUsage();
  reader.read(bytes);
  return process.cpuUsage(before).user / 1000;
}
