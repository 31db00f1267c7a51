import type { UnitSource } from '../unit.ts';
import { type CallOfWare, callSightings } from './call-sightings.ts';
import { isTelling, type Library, libraries } from './library.ts';
import { importSightings, type Sighting } from './sighting.ts';

const tablesAndTypes =
  /^(?:STATUS_CODES|METHODS|maxHeaderSize|validateHeader\w+|constants|IncomingMessage|ServerResponse|IncomingHttpHeaders|OutgoingHttpHeaders)$/;

const known: readonly Library[] = [
  ...['http', 'https', 'http2'].map(
    (name): Library => ({ name, crafts: ['http-server', 'http-client'], harmless: tablesAndTypes }),
  ),
  ...libraries(
    ['http-server'],
    ...[
      'express',
      'koa',
      'fastify',
      '@hapi/hapi',
      'hono',
      '@hono/node-server',
      'restify',
      'polka',
      'connect',
    ],
    ...['serve-static', 'serve-handler', 'http-server', 'send', 'finalhandler', 'node-static', 'micro'],
    ...['live-server', 'uWebSockets.js', '@nestjs/core'],
  ),
  ...libraries(
    ['http-client'],
    ...['axios', 'node-fetch', 'got', 'undici', 'request', 'superagent', 'needle', 'ky', 'cross-fetch'],
    ...['follow-redirects', 'phin', 'bent'],
  ),
  ...libraries(
    ['proxy'],
    ...[
      'http-proxy',
      'http-proxy-middleware',
      'proxy',
      'anyproxy',
      'hoxy',
      'express-http-proxy',
      'proxy-chain',
    ],
    ...['http-mitm-proxy', 'mockttp', 'node-http-proxy'],
  ),
  ...libraries(
    ['smtp'],
    ...[
      'nodemailer',
      'emailjs',
      'smtp-client',
      'smtp-connection',
      'sendmail',
      '@sendgrid/mail',
      'mailgun.js',
    ],
    ...['nodemailer-smtp-transport', 'node-mailer', 'resend', 'mailgun-js'],
  ),
  ...libraries(
    ['ping'],
    'ping',
    'net-ping',
    'tcp-ping',
    'pingman',
    'node-icmp',
    'icmp',
    'ping-monitor',
    'cap',
  ),
  ...libraries(['dns'], 'dns', 'dns/promises', 'dns-packet', 'dns2', 'native-dns', 'dns-socket'),
];

const calls: readonly CallOfWare[] = [
  {
    name: 'fetch',
    crafts: ['http-client'],
    pattern: /(?<![.\w$])fetch\s*\(|\bglobalThis\s*\.\s*fetch\s*\(/g,
  },
  { name: 'Deno.serve', crafts: ['http-server'], pattern: /\bDeno\s*\.\s*serve\s*\(/g },
  { name: 'Bun.serve', crafts: ['http-server'], pattern: /\bBun\s*\.\s*serve\s*\(/g },
];

/** Ready-made work in a JavaScript or TypeScript source. */
export function nodeLibraries(source: UnitSource): Sighting[] {
  return [
    ...importsOf(source).flatMap((each) => sightingsOf(source, each)),
    ...callSightings(
      source,
      calls.filter(({ name }) => !isDefined(source, name)),
    ),
  ];
}

interface Import {
  readonly library: Library;
  readonly start: number;
  readonly end: number;
  /** Local name to the library's own; the empty name is the library itself. */
  readonly bindings: readonly { readonly local: string; readonly member: string }[];
  /** What is called on it on the spot: `require('http').createServer`. */
  readonly member?: string;
  /** Loaded by `require()` or `import()` with nothing bound to it. */
  readonly isLoose: boolean;
}

const statement =
  /\bimport\s+(?!type\b\s*[\w{*])([\w$*{}\s,]{1,800}?)\s+from\s*(["'])([^"'\n]+)\2|(?:\b(?:const|let|var|import)\s+([\w$]+|\{[^}]{0,800}\})\s*=\s*(?:await\s+)?)?\b(?:require|import)\s*\(\s*(["'`])([^"'`\n]+)\5\s*\)(?:\s*\)?\s*\.\s*([\w$]+))?/g;

function importsOf(source: UnitSource): Import[] {
  return [...source.code.matchAll(statement).take(400)].flatMap((match) => {
    const start = match.index;
    // Within a string, the word itself is blanked.
    if (source.bare.slice(start, start + 5) !== source.code.slice(start, start + 5)) return [];
    const specifier = (match[3] ?? match[6] ?? '').replace(/^node:/, '');
    const library = known.find(({ name }) => specifier === name || specifier.startsWith(`${name}/lib/`));
    if (library === undefined) return [];
    const names = match[1] ?? match[4];
    const bindings = names === undefined ? [] : bindingsOf(names);
    const member = match[7];
    const isLoose = names === undefined;
    return [{ library, start, end: start + match[0].length, bindings, isLoose, ...(member && { member }) }];
  });
}

/** `x`, `* as x`, `x, { a, b as c }`, `{ a: b }`. */
function bindingsOf(names: string): { local: string; member: string }[] {
  const braces = /\{([^}]*)\}/.exec(names)?.[1] ?? '';
  const whole = names.replace(/\{[^}]*\}/, '').split(',');
  return [
    ...whole.flatMap((each) => {
      const local = each.replace(/\*\s*as\s+/, '').trim();
      return isName(local) ? [{ local, member: '' }] : [];
    }),
    ...braces.split(',').flatMap((each) => {
      const [member = '', local = member] = each.trim().split(/\s+as\s+|\s*:\s*/);
      return isName(local) && isName(member) ? [{ local, member }] : [];
    }),
  ];
}

function isName(word: string): boolean {
  return /^[\w$]+$/.test(word);
}

function sightingsOf(source: UnitSource, found: Import): Sighting[] {
  const { library, start, bindings, member, isLoose } = found;
  if (member !== undefined)
    return isTelling(library, member) ? importSightings(source, start, library, [start]) : [];
  if (isLoose) return importSightings(source, start, library, [start]);
  const useful = bindings.filter((each) => each.member === '' || isTelling(library, each.member));
  if (useful.length === 0) return [];
  const uses = useful.flatMap((each) => usesOf(source, each.local, found));
  const telling = uses.filter((use) => use.member === '' || isTelling(library, use.member));
  if (telling.length === 0 && uses.length > 0) return [];
  return importSightings(
    source,
    start,
    library,
    telling.map(({ index }) => index),
  );
}

function usesOf({ bare }: UnitSource, local: string, { start, end }: Import) {
  const pattern = new RegExp(
    `(?<![.\\w$])${local.replaceAll('$', '\\$')}(?![\\w$])(?:\\s*\\.\\s*([\\w$]+))?`,
    'g',
  );
  return [...bare.matchAll(pattern)]
    .filter(({ index }) => index < start || index >= end)
    .map((match) => ({ index: match.index, member: match[1] ?? '' }));
}

/** The source has a function, a variable or a method of that name. */
function isDefined({ bare }: UnitSource, name: string): boolean {
  const escaped = name.replace('.', '\\.');
  return new RegExp(
    `\\b(?:function|const|let|var|class)\\s+${escaped}\\b|[{,]\\s*${escaped}\\s*[,}]|(?<![.\\w$])${escaped}\\s*\\([^()]{0,200}\\)\\s*(?::[^;{}]{0,80})?\\{`,
  ).test(bare);
}
