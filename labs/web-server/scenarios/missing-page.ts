import { defineScenario } from '../../../harness/index.ts';
import { htmlPage } from './documents.ts';
import type { Exchange } from './exchange.ts';
import { askForFirst, type PageFact } from './pages.ts';
import { question } from './requests.ts';
import { Visitor } from './visitor.ts';

export interface MissingPageFacts {
  missing: Exchange;
  /** A page that exists, right after it. */
  after: PageFact;
  /** Where that page did not come: what is answered when it is the first that is asked for. */
  afresh: Exchange;
}

export const missingPage = defineScenario<MissingPageFacts>({
  id: 'missing-page',
  title: 'A page that does not exist, then one that does',
  part: 'server',
  timeoutMs: 30_000,
  async run(world, facts) {
    const page = htmlPage('HelloWorld.html', world.random);
    const index = htmlPage('index.html', world.random);
    const visitor = await Visitor.begin(world, [page, index]);
    if (!visitor.isUp) return;
    facts.missing = await visitor.ask(question(`/missing-${world.random.word(8)}.html`));
    const after = await askForFirst(visitor, page, index);
    facts.after = after.fact;
    if (!isWithin(after.fact)) facts.afresh = await visitor.askAfresh(question(`/${after.page.path}`));
  },
});

function isWithin({ exchange, expected }: PageFact): boolean {
  return Buffer.from(exchange.bytes).includes(Buffer.from(expected));
}
