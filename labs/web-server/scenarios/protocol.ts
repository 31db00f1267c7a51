import { defineScenario, fieldValue, parseHttp } from '../../../harness/index.ts';
import { htmlPage } from './documents.ts';
import type { Exchange } from './exchange.ts';
import { question } from './requests.ts';
import { Visitor } from './visitor.ts';

export interface ProtocolFacts {
  /** The page as it was placed. */
  expected: Uint8Array;
  get: Exchange;
  head: Exchange;
  /** Two requests on one connection; the second is missing when the first ended the connection. */
  keepAlive: { readonly first: Exchange; readonly second?: Exchange };
  conditional: {
    /** Asked with the validators of `get`: nothing has changed. */
    readonly unchanged: Exchange;
    /** Asked with a date long past: it has changed since. */
    readonly changed: Exchange;
    /** The conditions of `unchanged`, as they were sent. */
    readonly conditions: readonly string[];
  };
}

export const protocol = defineScenario<ProtocolFacts>({
  id: 'protocol',
  title: 'One page, asked for with GET, HEAD, conditions, and twice on one connection',
  part: 'server',
  timeoutMs: 45_000,
  async run(world, facts) {
    const page = htmlPage('HelloWorld.html', world.random);
    const target = `/${page.path}`;
    const visitor = await Visitor.begin(world, [page]);
    if (!visitor.isUp) return;
    facts.expected = page.bytes;
    const get = await visitor.ask(question(target));
    facts.get = get;
    facts.head = await visitor.ask(question(target, { method: 'HEAD' }));
    facts.conditional = await askConditionally(visitor, target, get);
    facts.keepAlive = await askTwice(visitor, target);
  },
});

async function askConditionally(
  visitor: Visitor,
  target: string,
  get: Exchange,
): Promise<ProtocolFacts['conditional']> {
  const conditions = conditionsFrom(get);
  const unchanged = await visitor.ask(question(target, { fields: conditions }));
  const longAgo = ['If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT'];
  const changed = await visitor.ask(question(target, { fields: longAgo }));
  return { unchanged, changed, conditions };
}

/** The validators of a response turned into conditions; without any, the time of now. */
function conditionsFrom(get: Exchange): readonly string[] {
  const { message } = parseHttp('response', get.bytes);
  const tag = fieldValue(message, 'etag');
  const date = fieldValue(message, 'last-modified') ?? new Date(get.askedAtEpochMs).toUTCString();
  return [`If-Modified-Since: ${date}`, ...(tag === undefined ? [] : [`If-None-Match: ${tag}`])];
}

async function askTwice(visitor: Visitor, target: string): Promise<ProtocolFacts['keepAlive']> {
  await using client = await visitor.connect('staying-client');
  const first = await visitor.askOn(client, question(target, { closes: false }));
  if (first.ended !== 'whole') return { first };
  return { first, second: await visitor.askOn(client, question(target, { closes: false })) };
}
