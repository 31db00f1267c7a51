// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edits are source text, placeholders and all.
import { mutant } from './mutant.ts';

/** Faults of what makes a proxy more than the exercise asks. */
export const protocolMutants = [
  mutant(
    'port-80-only',
    'Connects to port 80 whatever the URL says',
    ['other-port'],
    [
      'http/target.ts',
      'return { ...parseAuthority(authority, 80), path };',
      'return { ...parseAuthority(authority, 80), port: 80, path };',
    ],
  ),
  mutant(
    'drops-post-body',
    'Does not pass the body of a POST on',
    ['post'],
    [
      'exchange.ts',
      "requestFields(request, fields, framing, route));\n    if (framing.kind !== 'none') sendBody(exchange, origin);",
      "requestFields(request, fields, { kind: 'length', length: 0 }, route));\n    if (framing.kind === 'close') sendBody(exchange, origin);",
    ],
  ),
  mutant(
    'caches-post',
    'Stores the answer to a POST and looks for it',
    ['post-not-cached', 'post-invalidates'],
    [
      'from-cache.ts',
      "return (request.method === 'GET' || request.method === 'HEAD') && framing.kind === 'none';",
      "return request.method !== 'DELETE' && framing.kind !== 'close';",
    ],
    ['cache/storable.ts', "if (request.method !== 'GET' || ", "if (request.method === 'HEAD' || "],
  ),
  mutant(
    'chunks-undone',
    'Undoes the chunks and still announces them',
    ['chunked'],
    [
      'client-answer.ts',
      "await write(this.#socket, this.#framing.kind === 'chunked' ? formatChunk(bytes) : bytes);",
      'await write(this.#socket, formatChunk(bytes).length > 0 ? bytes : bytes);',
    ],
  ),
  mutant(
    'passes-hop-fields',
    'Passes on what Connection lists',
    ['hop-by-hop'],
    [
      'forward.ts',
      "new Set([...HOP_BY_HOP, ...tokensOf(fields, 'connection')])",
      "new Set([...HOP_BY_HOP, ...tokensOf(fields, 'x-none')])",
    ],
  ),
  mutant(
    'no-via',
    'Does not tell its name',
    ['via'],
    ['forward.ts', "    ['Via', `${request.version} ${route.pseudonym}`],\n", ''],
  ),
  mutant(
    'ignores-denied-hosts',
    'Does not look at the denied hosts',
    ['denied-hosts'],
    [
      'examine.ts',
      'if (!context.access.isHostAllowed(destination.host))',
      "if (!context.access.isHostAllowed(''))",
    ],
  ),
  mutant(
    'open-proxy',
    'Serves everybody',
    ['refuses-strangers'],
    [
      'connection.ts',
      'isAllowed: context.access.isClientAllowed(address)',
      "isAllowed: context.access.isClientAllowed('127.0.0.1')",
    ],
  ),
  mutant(
    'closes-after-each',
    'Closes the connection after each answer',
    ['keep-alive'],
    [
      'client-answer.ts',
      "(request.version === '1.1' ? !wishes.includes('close') : wishes.includes('keep-alive'));",
      "(request.version === '1.1' ? wishes.includes('never') : wishes.includes('keep-alive'));",
    ],
  ),
  mutant(
    'reads-until-close',
    'Collects the answer until the origin closes, and does not ask it to',
    ['open-origin', 'streams'],
    ['forward.ts', "    ['Connection', 'close'],\n", "    ['Connection', 'keep-alive'],\n"],
    [
      'origin.ts',
      `  readBody(framing: Framing): AsyncIterable<Buffer> {
    return readBody(this.#reader, framing);`,
      `  async *readBody(framing: Framing): AsyncGenerator<Buffer> {
    const all: Buffer[] = [];
    for await (const bytes of readBody(this.#reader, framing)) all.push(bytes);
    while (await this.#reader.read());
    yield* all;`,
    ],
  ),
  mutant(
    'no-connect',
    'Does not know CONNECT',
    ['connect'],
    ['connection.ts', 'if (!connectPorts.includes(destination.port))', 'if (connectPorts.length > 0)'],
  ),
  mutant(
    'tunnel-one-way',
    'Copies into the tunnel and nothing out of it',
    ['connect'],
    [
      'tunnel.ts',
      'await Promise.all([carry(reader, origin), carry(originReader, client)]);',
      'await carry(reader, origin);\n    await originReader.read();',
    ],
  ),
  mutant(
    'drops-content-encoding',
    'Drops Content-Encoding and keeps the compressed bytes',
    ['gzip-untouched'],
    [
      'forward.ts',
      "...withoutFields(endToEnd(response.fields), new Set(['content-length'])),",
      "...withoutFields(endToEnd(response.fields), new Set(['content-length', 'content-encoding'])),",
    ],
  ),
];
