import type { Mutant } from '../../../harness/index.ts';

const part = 'server';
const file = 'server.ts';
const DECIDES = 'const isDropped = chance() < loss;';
const ANSWERS = 'socket.send(upperCase(message), sender.port, sender.address, (error) => {';

export const serverMutants: readonly Mutant[] = [
  {
    id: 'always-answers',
    title: 'Drops nothing',
    part,
    edits: [{ file, find: DECIDES, replace: 'const isDropped = false;' }],
    fails: ['udp-pinger/server-drops-four-in-eleven'],
  },
  {
    id: 'drops-seven-in-eleven',
    title: 'Answers what it should drop and drops what it should answer',
    part,
    edits: [{ file, find: DECIDES, replace: 'const isDropped = chance() >= loss;' }],
    fails: ['udp-pinger/server-drops-four-in-eleven'],
  },
  {
    id: 'drops-periodically',
    title: 'Drops the first four of each eleven pings',
    part,
    edits: [{ file, find: DECIDES, replace: 'const isDropped = (received - 1) % 11 < 4;' }],
    fails: ['udp-pinger/server-drops-by-chance'],
  },
  {
    id: 'dies-after-one',
    title: 'Ends when it has answered once',
    part,
    edits: [{ file, find: ANSWERS, replace: `${ANSWERS}\n      process.exit(0);` }],
    fails: ['udp-pinger/server-keeps-serving', 'udp-pinger/server-survives-odd-datagrams'],
  },
  {
    id: 'answers-from-another-port',
    title: 'Answers with a second socket',
    part,
    edits: [
      {
        file,
        find: ANSWERS,
        replace: `second.send(upperCase(message), sender.port, sender.address, (error) => {`,
      },
      {
        file,
        find: '  const socket = await boundSocket(host, port);',
        replace:
          '  const socket = await boundSocket(host, port);\n  const second = await boundSocket(host, 0);',
      },
    ],
    fails: ['udp-pinger/server-answers-from-its-port'],
  },
  {
    id: 'answers-unchanged',
    title: 'Sends back the very bytes that came',
    part,
    edits: [{ file, find: ANSWERS, replace: ANSWERS.replace('upperCase(message)', 'message') }],
    fails: ['udp-pinger/server-answers-in-upper-case'],
  },
  {
    id: 'dies-of-binary',
    title: 'Takes every datagram for UTF-8',
    part,
    edits: [
      {
        file,
        find: 'message.toString().slice(0, 60)',
        replace: "new TextDecoder('utf-8', { fatal: true }).decode(message)",
      },
    ],
    fails: ['udp-pinger/server-survives-odd-datagrams'],
  },
  {
    id: 'python-server-that-loses-nothing',
    title: 'A Python server that answers "pong" to everything',
    part,
    folder: 'python-server-that-loses-nothing',
    fails: ['udp-pinger/server-drops-four-in-eleven', 'udp-pinger/server-answers-in-upper-case'],
  },
];
