import { defineScenario } from '../../../harness/index.ts';
import type { Fetch } from './fetch.ts';
import { page, place } from './place.ts';
import { Story } from './story.ts';

export interface MalformedFacts {
  word: string;
  malformed: Fetch;
  /** A page asked for properly, right after. */
  after: Fetch;
}

export const MALFORMED = 'THIS-IS-NOT-HTTP';

export const malformed = defineScenario<MalformedFacts>({
  id: 'malformed',
  title: 'Something that is no HTTP request is sent',
  part: 'proxy',
  timeoutMs: 25_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    const { random } = world;
    facts.word = random.word(12);
    const placed = place(`www.${random.word(8)}.com`, `/${random.word(6)}.html`, {
      headers: [['Content-Type', 'text/html']],
      body: page(facts.word),
    });
    await story.serve(placed);
    facts.malformed = await story.exchange(Buffer.from(`${MALFORMED}\r\n\r\n`), placed);
    await world.sleep(100);
    facts.after = await story.fetchAsItIs(placed);
  },
});
