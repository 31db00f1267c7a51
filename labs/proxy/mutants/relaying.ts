// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edits are source text, placeholders and all.
import { mutant } from './mutant.ts';

const BODY_LOOP = 'for await (const bytes of origin.readBody(framing)) {';

/** Faults of finding the origin and passing its answer on. */
export const relayingMutants = [
  mutant(
    'ends-at-once',
    'Ends before it listens',
    ['proxy-starts'],
    ['main.ts', 'if (options) await main(options)', 'if (!options) await main({} as ProxyOptions)'],
  ),
  mutant(
    'understands-nothing',
    'Takes every request for a malformed one',
    ['forwards', 'path-form', 'absolute-form'],
    ['http/target.ts', 'if (absolute) return', 'if (absolute && target === method) return'],
    ['http/target.ts', 'if (path) return', 'if (path && target === method) return'],
  ),
  mutant(
    'absolute-form-only',
    'Does not understand the path form',
    ['path-form'],
    ['http/target.ts', 'if (path) return', 'if (path && target === method) return'],
  ),
  mutant(
    'path-form-only',
    'Does not understand the absolute form',
    ['absolute-form'],
    ['http/target.ts', 'if (absolute) return', 'if (absolute && target === method) return'],
  ),
  mutant(
    'drops-path',
    'Asks every origin for its front page',
    ['origin-path'],
    ['exchange.ts', '${request.method} ${destination.path} HTTP/1.1', '${request.method} / HTTP/1.1'],
  ),
  mutant(
    'no-host',
    'Sends no Host field',
    ['origin-host'],
    ['forward.ts', "    ['Host', formatAuthority(route.destination)],\n", ''],
  ),
  mutant(
    'text-damage',
    'Takes the body for ASCII text',
    ['relays-body-bytes', 'gzip-untouched', 'truncated-not-cached', 'relays-20-mib'],
    [
      'relay.ts',
      BODY_LOOP,
      'for await (const raw of origin.readBody(framing)) {\n      const bytes = Buffer.from(raw.map((byte) => (byte < 128 ? byte : 63)));',
    ],
  ),
  mutant(
    'one-recv',
    'Reads once and takes that for the whole body',
    ['relays-large-body', 'relays-segmented-answer', 'truncated-not-cached', 'relays-20-mib'],
    [
      'relay.ts',
      `      await exchange.answer.write(bytes).catch((error) => {
        if (!goesOn()) throw error;
      });
`,
      '      await exchange.answer.write(bytes);\n      break;\n',
    ],
  ),
  mutant(
    '404-as-200',
    'Says 200 where the origin said 404',
    ['relays-404', 'missing-stays-missing'],
    [
      'relay.ts',
      'await exchange.answer.begin(head.status, ',
      'await exchange.answer.begin(head.status === 404 ? 200 : head.status, ',
    ],
  ),
  mutant(
    'caches-404-as-200',
    'Stores error pages and forgets that they were errors',
    ['missing-stays-missing'],
    [
      'cache/freshness.ts',
      'if (!isAllowed || lastModifiedMs === undefined) return 0;',
      'if (!isAllowed || lastModifiedMs === undefined) return response.status === 404 ? 600_000 : 0;',
    ],
    [
      'serve-stored.ts',
      'await answer.begin(stored.status, stored.reason, fields, bodyless',
      "await answer.begin(200, 'OK', fields, bodyless",
    ],
  ),
  mutant(
    'drops-location',
    "Drops the origin's Location field",
    ['relays-301'],
    [
      'forward.ts',
      "...withoutFields(endToEnd(response.fields), new Set(['content-length'])),",
      "...withoutFields(endToEnd(response.fields), new Set(['content-length', 'location'])),",
    ],
  ),
  mutant(
    '500-as-502',
    'Puts an error of its own in the place of a server error',
    ['relays-500'],
    [
      'relay.ts',
      'await exchange.answer.begin(head.status, ',
      'await exchange.answer.begin(head.status === 500 ? 502 : head.status, ',
    ],
  ),
  mutant(
    'one-client-at-a-time',
    'Serves the next client when the last one is done',
    ['concurrent-origins'],
    [
      'proxy.ts',
      'const served = serveConnection(socket, context).finally(() => serving.delete(served));',
      'queue = queue.then(() => serveConnection(socket, context));\n    const served = queue.finally(() => serving.delete(served));',
    ],
    [
      'proxy.ts',
      '  const sockets = new Set<Socket>();\n',
      '  const sockets = new Set<Socket>();\n  let queue: Promise<void> = Promise.resolve();\n',
    ],
  ),
  mutant(
    'empty-answer-on-error',
    'Closes without an answer when the origin cannot be reached',
    ['unknown-host-answered', 'dead-origin-answered'],
    [
      'connection.ts',
      'if (error instanceof OriginError) return await answer.sendError(error.status, error.message);',
      'if (error instanceof OriginError) return answer.abort();',
    ],
  ),
  mutant(
    'dies-on-unknown-host',
    'Ends when a name cannot be looked up',
    ['unknown-host-answered', 'survives-unknown-host'],
    [
      'origin.ts',
      '  const code = String(error.code);\n',
      "  const code = String(error.code);\n  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') process.exit(1);\n",
    ],
  ),
  mutant(
    'dies-on-dead-origin',
    'Ends when a connection is refused',
    ['dead-origin-answered', 'survives-dead-origin'],
    [
      'origin.ts',
      '  const code = String(error.code);\n',
      "  const code = String(error.code);\n  if (code === 'ECONNREFUSED') process.exit(1);\n",
    ],
  ),
  mutant(
    'dies-on-malformed',
    'Ends when it gets a malformed request line',
    ['malformed-answered', 'survives-malformed', 'survives-garbage'],
    ['http/head.ts', "throw new SyntaxFault('the request line is malformed');", 'process.exit(1);'],
  ),
  mutant(
    '404-for-malformed',
    'Answers 404 to a malformed request',
    ['malformed-answered'],
    [
      'connection.ts',
      'return await answer.sendError(400, error.message);',
      'return await answer.sendError(404, error.message);',
    ],
  ),
];
