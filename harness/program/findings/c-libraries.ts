import type { UnitSource } from '../unit.ts';
import { type CallOfWare, callSightings } from './call-sightings.ts';
import { importSightings, mostMatches, type Sighting, type Ware } from './sighting.ts';

/** `header` in an #include, `use` in the code. */
interface CLibrary extends Ware {
  readonly header: RegExp;
  readonly use: RegExp;
}

const known: readonly CLibrary[] = [
  {
    name: 'libcurl',
    crafts: ['http-client', 'smtp'],
    header: /^curl\/|^curlpp\//,
    use: /\bcurl_\w+|\bcurlpp::/g,
  },
  { name: 'libmicrohttpd', crafts: ['http-server'], header: /^microhttpd\.h$/, use: /\bMHD_\w+/g },
  {
    name: 'civetweb',
    crafts: ['http-server'],
    header: /civetweb\.h$|CivetServer\.h$/,
    use: /\bmg_\w+|\bCivet\w+/g,
  },
  { name: 'mongoose', crafts: ['http-server', 'http-client'], header: /mongoose\.h$/, use: /\bmg_\w+/g },
  {
    name: 'libevent http',
    crafts: ['http-server'],
    header: /^event2\/http\.h$|^evhttp\.h$/,
    use: /\bevhttp_\w+/g,
  },
  { name: 'cpp-httplib', crafts: ['http-server', 'http-client'], header: /httplib\.h$/, use: /\bhttplib::/g },
  {
    name: 'Boost.Beast',
    crafts: ['http-server', 'http-client'],
    header: /^boost\/beast/,
    use: /\bbeast::|\bhttp::/g,
  },
  { name: 'cpr', crafts: ['http-client'], header: /^cpr\//, use: /\bcpr::/g },
  { name: 'Crow', crafts: ['http-server'], header: /crow(?:_all)?\.h$|^crow\//, use: /\bcrow::/g },
  { name: 'Pistache', crafts: ['http-server'], header: /^pistache\//, use: /\bPistache::|\bHttp::/g },
  {
    name: 'libesmtp',
    crafts: ['smtp'],
    header: /libesmtp\.h$/,
    use: /\bsmtp_(?:create|set|add|start|message)\w*/g,
  },
  { name: 'VMime', crafts: ['smtp'], header: /^vmime\//, use: /\bvmime::/g },
  { name: 'liboping', crafts: ['ping'], header: /^oping\.h$/, use: /\bping_(?:construct|send|host_add)\b/g },
  { name: 'libpcap', crafts: ['ping'], header: /^pcap(?:\/pcap)?\.h$/, use: /\bpcap_\w+/g },
  { name: 'c-ares', crafts: ['dns'], header: /^ares\.h$/, use: /\bares_\w+/g },
  { name: 'libresolv', crafts: ['dns'], header: /^resolv\.h$/, use: /\bres_n?(?:query|search|mkquery)\b/g },
];

const calls: readonly CallOfWare[] = [
  { name: 'getaddrinfo', crafts: ['dns'], pattern: /\b(?:getaddrinfo|gethostbyname2?)\s*\(/g },
];

const includeLine = /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm;

/** Ready-made work in a C or C++ source. */
export function cLibraries(source: UnitSource): Sighting[] {
  const included = [...source.code.matchAll(includeLine).take(mostMatches)].flatMap((match) => {
    const library = known.find(({ header }) => header.test(match[1] ?? ''));
    if (library === undefined) return [];
    const uses = [...source.bare.matchAll(library.use).take(mostMatches)].map(({ index }) => index);
    return importSightings(source, match.index, library, uses);
  });
  return [...included, ...callSightings(source, calls)];
}
