import type { UnitSource } from '../unit.ts';
import { type CallOfWare, callSightings } from './call-sightings.ts';
import { importSightings, mostMatches, type Sighting, type Ware } from './sighting.ts';

/** `name` is the package; `classes` are those that do the work, for imports of all with `*`. */
interface Package extends Ware {
  readonly classes: RegExp;
}

const any = /\w+/;

const known: readonly Package[] = [
  {
    name: 'com.sun.net.httpserver',
    crafts: ['http-server'],
    classes: /^(?:Simple)?Http(?:s)?(?:Server|Handler|Exchange|File\w*)/,
  },
  ...[
    'jakarta.servlet',
    'javax.servlet',
    'org.springframework',
    'spark',
    'io.undertow',
    'org.eclipse.jetty',
  ].map((name): Package => ({ name, crafts: ['http-server'], classes: any })),
  ...['fi.iki.elonen', 'io.javalin', 'io.vertx', 'io.netty.handler.codec.http', 'org.glassfish.grizzly'].map(
    (name): Package => ({ name, crafts: ['http-server', 'http-client'], classes: any }),
  ),
  { name: 'java.net.http', crafts: ['http-client'], classes: /^Http(?:Client|Request|Response)$/ },
  ...['org.apache.http', 'org.apache.hc', 'okhttp3', 'retrofit2', 'org.jsoup'].map(
    (name): Package => ({ name, crafts: ['http-client'], classes: any }),
  ),
  ...['org.littleshoot.proxy', 'org.littleshoot', 'net.lightbody.bmp'].map(
    (name): Package => ({ name, crafts: ['proxy'], classes: any }),
  ),
  ...[
    'javax.mail',
    'jakarta.mail',
    'org.apache.commons.mail',
    'org.simplejavamail',
    'com.sun.mail',
    'sun.net.smtp',
  ].map(
    (name): Package => ({
      name,
      crafts: ['smtp'],
      classes: /^(?:Transport|Session|\w*Email|Mailer|SmtpClient|SMTP\w*)$/,
    }),
  ),
  ...['org.pcap4j', 'org.icmp4j', 'org.savarese.rocksaw', 'org.shortpasta.icmp'].map(
    (name): Package => ({ name, crafts: ['ping'], classes: any }),
  ),
  ...['org.xbill.DNS', 'javax.naming.directory'].map(
    (name): Package => ({ name, crafts: ['dns'], classes: any }),
  ),
];

const calls: readonly CallOfWare[] = [
  { name: 'java.net.URL', crafts: ['http-client'], pattern: /\.\s*open(?:Connection|Stream)\s*\(/g },
  { name: 'InetAddress.isReachable', crafts: ['ping'], pattern: /\.\s*isReachable\s*\(/g },
  { name: 'InetAddress.getByName', crafts: ['dns'], pattern: /\bInetAddress\s*\.\s*get(?:All)?ByName\s*\(/g },
];

const importLine = /^[ \t]*import[ \t]+(?:static[ \t]+)?([\w.]+?)\.(\w+|\*)[ \t]*;/gm;

/** Ready-made work in a Java source. */
export function javaLibraries(source: UnitSource): Sighting[] {
  const imports = [...source.bare.matchAll(importLine).take(mostMatches)].flatMap((match) => {
    const name = match[1] ?? '';
    const found = known.find((each) => name === each.name || name.startsWith(`${each.name}.`));
    return found === undefined ? [] : importsOf(source, found, match.index, match[2] ?? '');
  });
  const inFull = known.flatMap((each) => {
    const pattern = new RegExp(`(?<![\\w.])${each.name.replaceAll('.', '\\.')}\\.`, 'g');
    return callSightings(withoutImports(source), [{ ...each, pattern }]);
  });
  return [...imports, ...inFull, ...callSightings(source, calls)];
}

function importsOf(source: UnitSource, found: Package, index: number, name: string): Sighting[] {
  if (name !== '*' && !found.classes.test(name)) return [];
  const uses = [...withoutImports(source).bare.matchAll(/\b[A-Z]\w*\b/g)]
    .filter(([word]) => (name === '*' ? found.classes !== any && found.classes.test(word) : word === name))
    .map((use) => use.index);
  // What a whole unknown package is imported for cannot be told from names.
  const isOpaque = name === '*' && found.classes === any;
  return importSightings(source, index, found, isOpaque ? [index] : uses);
}

function withoutImports(source: UnitSource): UnitSource {
  const blank = (line: string) => ' '.repeat(line.length);
  return { ...source, bare: source.bare.replace(/^[ \t]*(?:import|package)\b[^\n]*/gm, blank) };
}
