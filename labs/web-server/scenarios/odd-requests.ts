import { defineScenario } from '../../../harness/index.ts';
import { htmlPage } from './documents.ts';
import type { Exchange } from './exchange.ts';
import type { PageFact } from './pages.ts';
import { type Question, question, rawQuestion } from './requests.ts';
import { type AskOptions, Visitor } from './visitor.ts';

export interface OddRequestsFacts {
  /** The head in pieces of a few bytes. */
  inPieces: PageFact;
  /** A head of some 4,000 bytes. */
  largeHead: PageFact;
  percentEncoded: PageFact;
  withQuery: PageFact;
  /** Targets that lead out of the root. */
  escapes: readonly Exchange[];
  malformed: Exchange;
  deleted: Exchange;
  unknownMethod: Exchange;
}

/** Each of them a way in which servers have given away what lies beside their root. */
const ESCAPES = [
  '/../../../../../../../../etc/hosts',
  '/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/hosts',
  '/notes/../../../../../../../../../etc/hosts',
  '/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fhosts',
  '//etc/hosts',
  '/etc/hosts',
] as const;

export const oddRequests = defineScenario<OddRequestsFacts>({
  id: 'odd-requests',
  title: 'Requests in pieces, long ones, encoded ones, ones that climb out of the root, wrong ones',
  part: 'server',
  timeoutMs: 60_000,
  async run(world, facts) {
    const { random } = world;
    const hello = htmlPage('HelloWorld.html', random);
    const spaced = htmlPage(`my page ${random.word(4)}.html`, random);
    const nested = htmlPage('notes/index.html', random);
    const visitor = await Visitor.begin(world, [hello, spaced, nested]);
    if (!visitor.isUp) return;
    const page = '/HelloWorld.html';
    const askFor = async (
      asked: Question,
      expected: Uint8Array,
      options?: AskOptions,
    ): Promise<PageFact> => ({
      exchange: await visitor.ask(asked, options),
      expected,
    });

    facts.inPieces = await askFor(question(page), hello.bytes, { pieceBytes: 12 });
    facts.largeHead = await askFor(question(page, { fields: manyFields() }), hello.bytes);
    facts.percentEncoded = await askFor(question(`/${encodeURIComponent(spaced.path)}`), spaced.bytes);
    facts.withQuery = await askFor(question(`${page}?name=value&x=1`), hello.bytes);
    facts.malformed = await visitor.ask(rawQuestion('GET\r\nHost: 10.0.0.2\r\n\r\n', ''));
    facts.deleted = await visitor.ask(question(page, { method: 'DELETE' }));
    facts.unknownMethod = await visitor.ask(question(page, { method: 'BREW' }));
    const escapes: Exchange[] = [];
    for (const target of ESCAPES) {
      escapes.push(await visitor.ask(question(target)));
      facts.escapes = [...escapes];
    }
  },
});

/** What a browser with many cookies sends. */
function manyFields(): readonly string[] {
  return Array.from({ length: 20 }, (_, index) => `X-Cookie-${index}: ${'crumb '.repeat(30)}`);
}
