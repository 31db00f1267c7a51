import type { Mutant } from '../../../harness/index.ts';

/** Faults in what is sent. */
export const wireMutants: readonly Mutant[] = [
  {
    id: 'ends-at-once',
    title: 'It ends before it has sent anything',
    part: 'client',
    edits: [
      {
        file: 'main.ts',
        find: 'async function main(): Promise<number> {',
        replace: 'async function main(): Promise<number> {\n  process.exit(1);',
      },
    ],
    fails: ['icmp-ping/client-starts'],
  },
  {
    id: 'sends-code-1',
    title: 'The code of its requests is 1',
    part: 'client',
    edits: [
      {
        file: 'echo.ts',
        find: 'message.writeUInt8(requestType, 0);',
        replace: 'message.writeUInt8(requestType, 0);\n  message.writeUInt8(1, 1);',
      },
    ],
    fails: ['icmp-ping/sends-echo-requests'],
  },
  {
    id: 'checksum-byte-swapped',
    title: 'The bytes of the checksum are exchanged',
    part: 'client',
    edits: [
      {
        file: 'echo.ts',
        find: 'message.writeUInt16BE(checksum(message), 2);',
        replace: 'message.writeUInt16LE(checksum(message), 2);',
      },
    ],
    fails: ['icmp-ping/checksum'],
  },
  {
    id: 'checksum-over-text',
    title: 'The checksum is computed over the text form of the message',
    part: 'client',
    edits: [
      {
        file: 'echo.ts',
        find: 'message.writeUInt16BE(checksum(message), 2);',
        replace: 'message.writeUInt16BE(checksum(Buffer.from(JSON.stringify(message))), 2);',
      },
    ],
    fails: ['icmp-ping/checksum'],
  },
  {
    id: 'identifier-zero',
    title: 'The identifier is always 0',
    part: 'client',
    edits: [
      { file: 'main.ts', find: 'randomInt(1, 0x10000 - options.targets.length)', replace: 'randomInt(0, 1)' },
    ],
    fails: ['icmp-ping/identifier'],
  },
  {
    id: 'sequence-constant',
    title: 'The sequence number never changes',
    part: 'client',
    edits: [{ file: 'pinger.ts', find: 'return n & 0xffff;', replace: 'return Math.min(n, 1);' }],
    fails: ['icmp-ping/sequence-rises', 'icmp-ping/duplicate-replies', 'icmp-ping/late-replies'],
  },
  {
    id: 'payload-constant',
    title: 'The payload holds no time',
    part: 'client',
    edits: [
      { file: 'echo.ts', find: 'message.writeDoubleBE(sentAtMs, 8);', replace: 'message.fill(0x61, 8);' },
    ],
    fails: ['icmp-ping/payload-time'],
  },
  {
    id: 'pings-once',
    title: 'It sends one request only',
    part: 'client',
    edits: [
      {
        file: 'options.ts',
        find: "count: { type: 'string', default: '4' }",
        replace: "count: { type: 'string', default: '1' }",
      },
    ],
    fails: ['icmp-ping/keeps-pinging'],
  },
  {
    id: 'five-a-second',
    title: 'It sends a request every 0.2 s',
    part: 'client',
    edits: [
      {
        file: 'options.ts',
        find: "interval: { type: 'string', default: '1' }",
        replace: "interval: { type: 'string', default: '0.2' }",
      },
    ],
    fails: ['icmp-ping/one-a-second'],
  },
];
