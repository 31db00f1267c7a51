import type { Project } from '../project.ts';
import { folderOf, type UnitSource } from '../unit.ts';
import { type CallOfWare, callSightings } from './call-sightings.ts';
import { isTelling, type Library, libraries } from './library.ts';
import { importSightings, mostMatches, type Sighting, sightingAt } from './sighting.ts';

const known: readonly Library[] = [
  ...libraries(
    ['http-server'],
    ...[
      'http.server',
      'BaseHTTPServer',
      'SimpleHTTPServer',
      'CGIHTTPServer',
      'wsgiref.simple_server',
      'flask',
      'django',
    ],
    ...['bottle', 'tornado', 'fastapi', 'uvicorn', 'starlette', 'sanic', 'quart', 'cherrypy', 'falcon'],
    ...['aiohttp.web', 'twisted.web', 'werkzeug', 'waitress', 'hypercorn'],
  ),
  ...libraries(
    ['http-client'],
    ...['urllib.request', 'urllib2', 'requests', 'httpx', 'aiohttp', 'urllib3', 'pycurl', 'httplib2'],
    ...['requests_cache', 'cachecontrol', 'treq', 'mechanize', 'httplib'],
  ),
  { name: 'http.client', crafts: ['http-client'], harmless: /^(?:responses|[A-Z_]+)$/ },
  { name: 'urllib', crafts: ['http-client'], telling: /^(?:urlopen|urlretrieve|URLopener|FancyURLopener)\b/ },
  ...libraries(['proxy'], 'mitmproxy', 'proxy', 'pproxy', 'twisted.web.proxy', 'proxyscrape'),
  { name: 'smtplib', crafts: ['smtp'], harmless: /^SMTP\w+(?:Error|Exception|Refused|Disconnected|PORT)$/ },
  ...libraries(
    ['smtp'],
    ...['aiosmtplib', 'yagmail', 'redmail', 'emails', 'envelopes', 'flask_mail', 'django.core.mail'],
    ...['sendgrid', 'mailjet_rest', 'zmail', 'marrow.mailer'],
  ),
  ...libraries(
    ['ping'],
    ...['scapy', 'pythonping', 'ping3', 'icmplib', 'multiping', 'aioping', 'pyping', 'tcping', 'impacket'],
  ),
  ...libraries(['dns'], 'dns.resolver', 'dns.message', 'dns.query', 'dnslib', 'aiodns', 'pycares'),
];

const calls: readonly CallOfWare[] = [
  {
    name: 'getaddrinfo',
    crafts: ['dns'],
    pattern: /\bsocket\s*\.\s*(?:gethostbyname(?:_ex)?|getaddrinfo)\s*\(/g,
  },
];

/** Ready-made work in a Python source: what it imports and uses, and calls that need no import of their own. */
export function pythonLibraries(source: UnitSource, project: Project): Sighting[] {
  const bound = bindingsOf(source)
    .filter(({ dotted }) => libraryOf(dotted) !== undefined && !isOwnModule(project, source, dotted))
    .slice(0, mostMatches);
  const body = source.bare.replace(importLine, (line) => line.replace(/[^\n]/g, ' '));
  return [
    ...bound.flatMap((binding) => sightingsOf(source, body, binding)),
    ...dynamicImports(source),
    ...callSightings(source, calls),
  ];
}

interface Binding {
  /** What the source calls it; `*` for everything. */
  readonly local: string;
  /** What it is: `http.server.HTTPServer`. */
  readonly dotted: string;
  readonly start: number;
}

const importLine =
  /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]{0,4000}\)|[^\n;]*)|import[ \t]+([^\n;]*))/gm;

function bindingsOf(source: UnitSource): Binding[] {
  return [...source.bare.matchAll(importLine)].flatMap((match) => {
    const start = match.index + match[0].search(/\S/);
    const from = match[1];
    const names = (match[2] ?? match[3] ?? '').replace(/[()\\]/g, ' ').split(',');
    return names.flatMap((each) => {
      const [name = '', as, alias] = each.trim().split(/\s+/);
      if (!/^(?:[\w.]+|\*)$/.test(name) || from?.startsWith('.')) return [];
      const dotted = from === undefined ? name : `${from}.${name}`;
      return [{ local: as === 'as' && /^\w+$/.test(alias ?? '') ? (alias ?? name) : name, dotted, start }];
    });
  });
}

/** `requests.py` beside the program is the student's own. */
function isOwnModule(project: Project, source: UnitSource, dotted: string): boolean {
  const [top = ''] = dotted.split('.');
  return [folderOf(source.path), '.'].some((folder) => {
    const stem = folder === '.' ? top : `${folder}/${top}`;
    return project.paths.has(`${stem}.py`) || project.paths.has(`${stem}/__init__.py`);
  });
}

function libraryOf(dotted: string): { library: Library; member: string } | undefined {
  const module = dotted.replace(/\.\*$/, '');
  const [library] = known
    .filter(({ name }) => module === name || module.startsWith(`${name}.`))
    .sort((a, b) => b.name.length - a.name.length);
  return library && { library, member: dotted.slice(library.name.length + 1) };
}

function sightingsOf(source: UnitSource, body: string, binding: Binding): Sighting[] {
  const found = libraryOf(binding.dotted);
  if (found === undefined) return [];
  const { library, member } = found;
  if (binding.local === '*') return importSightings(source, binding.start, library, [binding.start]);
  if (member !== '' && !isTelling(library, member)) return [];
  const uses = usesOf(body, binding);
  const telling = uses.filter((use) => member !== '' || isTelling(library, use.member));
  // Only its constants are used, or what is used of it does other work: that is no help.
  if (telling.length === 0 && (uses.length > 0 || library.telling !== undefined)) return [];
  return importSightings(
    source,
    binding.start,
    library,
    telling.map(({ index }) => index),
  );
}

function usesOf(body: string, { local }: Binding): { index: number; member: string }[] {
  const pattern = new RegExp(
    `(?<![.\\w])${local.replaceAll('.', '\\s*\\.\\s*')}\\b(?:\\s*\\.\\s*(\\w+))?`,
    'g',
  );
  return [...body.matchAll(pattern)].map((match) => ({ index: match.index, member: match[1] ?? '' }));
}

const dynamicImport = /\b(?:__import__|import_module)\s*\(\s*(["'])([\w.]+)\1/g;

function dynamicImports(source: UnitSource): Sighting[] {
  return [...source.code.matchAll(dynamicImport).take(mostMatches)].flatMap((match) => {
    const found = libraryOf(match[2] ?? '');
    if (found === undefined || source.bare.charAt(match.index) !== source.code.charAt(match.index)) return [];
    return [sightingAt(source, match.index, found.library, { kind: 'library', isUsed: true })];
  });
}
