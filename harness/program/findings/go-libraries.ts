import type { UnitSource } from '../unit.ts';
import { type CallOfWare, callSightings } from './call-sightings.ts';
import { isTelling, type Library, libraries } from './library.ts';
import { importSightings, mostMatches, type Sighting } from './sighting.ts';

const known: readonly Library[] = [
  {
    name: 'net/http',
    crafts: ['http-server', 'http-client'],
    harmless: /^(?:Status\w*|Method\w+|DetectContentType|TimeFormat|ParseTime|CanonicalHeaderKey|Header)$/,
  },
  ...libraries(
    ['http-server'],
    ...[
      'github.com/gin-gonic/gin',
      'github.com/labstack/echo',
      'github.com/gofiber/fiber',
      'github.com/gorilla/mux',
    ],
    ...['github.com/go-chi/chi', 'github.com/julienschmidt/httprouter'],
  ),
  ...libraries(['http-server', 'http-client'], 'github.com/valyala/fasthttp'),
  ...libraries(['http-client'], 'github.com/go-resty/resty', 'github.com/gocolly/colly'),
  ...libraries(['proxy'], 'net/http/httputil', 'github.com/elazarl/goproxy', 'github.com/google/martian'),
  ...libraries(
    ['smtp'],
    ...[
      'net/smtp',
      'gopkg.in/gomail',
      'gopkg.in/mail',
      'github.com/jordan-wright/email',
      'github.com/wneessen/go-mail',
    ],
    ...['github.com/go-gomail/gomail', 'github.com/xhit/go-simple-mail', 'github.com/emersion/go-smtp'],
  ),
  ...libraries(
    ['ping'],
    ...[
      'github.com/go-ping/ping',
      'github.com/prometheus-community/pro-bing',
      'github.com/tatsushid/go-fastping',
    ],
    ...['github.com/sparrc/go-ping', 'golang.org/x/net/icmp', 'github.com/google/gopacket'],
  ),
  ...libraries(['dns'], 'github.com/miekg/dns', 'golang.org/x/net/dns/dnsmessage'),
];

const calls: readonly CallOfWare[] = [
  {
    name: 'net.Lookup',
    crafts: ['dns'],
    pattern: /\bnet\s*\.\s*(?:Lookup\w+|ResolveIPAddr|Resolver|DefaultResolver)\b/g,
  },
];

const importBlock = /^[ \t]*import\s*(?:\(([^)]{0,8000})\)|([^\n(]*))/gm;
const importSpec = /(?:^|[\s;])([\w.]+[ \t]+)?(["`])([^"`\n]+)\2/g;

/** Ready-made work in a Go source. Go builds nothing with an unused import, so an import alone is a use. */
export function goLibraries(source: UnitSource): Sighting[] {
  const imports = [...source.code.matchAll(importBlock).take(mostMatches)].flatMap((block) => {
    const specs = block[1] ?? block[2] ?? '';
    const offset = block.index + block[0].indexOf(specs);
    return [...specs.matchAll(importSpec).take(mostMatches)].flatMap((match) => {
      const path = match[3] ?? '';
      const library = known.find(
        ({ name }) => path === name || new RegExp(`^${name}(?:[/.]v\\d+)`).test(path),
      );
      const index = offset + match.index + match[0].search(/\S/);
      return library === undefined ? [] : sightingsOf(source, library, index, match[1]?.trim());
    });
  });
  return [...imports, ...callSightings(source, calls)];
}

function sightingsOf(source: UnitSource, library: Library, index: number, alias?: string): Sighting[] {
  if (alias === '_') return importSightings(source, index, library, []);
  const local = alias ?? library.name.slice(library.name.lastIndexOf('/') + 1);
  const uses = [...source.bare.matchAll(new RegExp(`(?<![.\\w])${local}\\s*\\.\\s*(\\w+)`, 'g'))];
  const telling = uses.filter((use) => isTelling(library, use[1] ?? ''));
  if (uses.length > 0 && telling.length === 0) return [];
  // A package may be called otherwise than its path ends.
  return importSightings(
    source,
    index,
    library,
    uses.length === 0 ? [index] : telling.map((use) => use.index),
  );
}
