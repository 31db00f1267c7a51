// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is put in is the source of a template string.
import type { Variant } from '../../../harness/index.ts';

type Row = readonly [id: string, title: string, file: string, find: string, replace: string, passes: string];

const edits: readonly Row[] = [
  [
    'ipv6-first',
    'Asks for IPv6 addresses first',
    'main.ts',
    "'A', 'AAAA'",
    "'AAAA', 'A'",
    'asks-its-server ipv6-addresses',
  ],
  [
    'capital-letters',
    'Asks in letters of both sizes',
    'query.ts',
    'encodeName(name)',
    "encodeName(name.replaceAll('e', 'E'))",
    'encodes-the-name',
  ],
  [
    'with-edns',
    'Says with an EDNS record how long a reply may be',
    'query.ts',
    'const message = Buffer.concat([header, encodeName(name), words(typeNumbers[type], classIn)]);',
    'header[11] = 1;\n  const edns = words(41, 1232, 0, 0, 0);\n  const message = Buffer.concat([header, encodeName(name), words(typeNumbers[type], classIn), Buffer.of(0), edns]);',
    'asks-its-server',
  ],
  [
    'in-a-sentence',
    'Prints sentences, with the server and its port in them',
    'main.ts',
    'console.log(address)',
    'console.log(`${name} is at <${address}>, says ${server}:53.`)',
    'prints-every-address follows-alias',
  ],
  [
    'asks-again-at-once',
    'Asks again when a reply is not its own, and does not wait',
    'ask-udp.ts',
    'if (answer !== undefined) resolve(answer);',
    'resolve(answer);',
    'reply-with-another-id',
  ],
  [
    'length-alone',
    'Sends length and query in two segments',
    'ask-tcp.ts',
    'socket.write(Buffer.concat([Buffer.of(length >> 8, length & 0xff), query.message]));',
    'socket.setNoDelay().write(Buffer.of(length >> 8, length & 0xff));\n    setTimeout(() => socket.write(query.message), 80);',
    'truncated-over-tcp',
  ],
];

/** Programs that are right and unusual. */
export const variants: readonly Variant[] = [
  ...edits.map(([id, title, file, find, replace, passes]) => ({
    id,
    title,
    part: 'client',
    edits: [{ file, find, replace }],
    passes: passes.split(' ').map((check) => `dns-client/${check}`),
  })),
  {
    id: 'python-in-spanish',
    title:
      'In Python and Spanish: one try of five seconds, sorted addresses in one line, status 0 whatever comes',
    part: 'client',
    folder: 'python-in-spanish',
    passes: ['unpredictable-id', 'names-of-any-form', 'reports-unknown-name', 'gives-up'].map(
      (check) => `dns-client/${check}`,
    ),
    lacks: ['dns-client/ipv6-addresses', 'dns-client/truncated-over-tcp'],
  },
];
