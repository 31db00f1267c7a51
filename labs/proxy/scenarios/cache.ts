import { defineScenario } from '../../../harness/index.ts';
import type { Fetch } from './fetch.ts';
import { cacheableFields, page, place } from './place.ts';
import { Story } from './story.ts';

export interface CacheFacts {
  /** A word of the page that nothing else has. */
  word: string;
  first: Fetch;
  second: Fetch;
}

/** After an answer a program may still be writing its cache. */
export const SETTLE_MS = 200;

export const cache = defineScenario<CacheFacts>({
  id: 'cache',
  title: 'The same page, which may be kept for ten minutes, is asked for twice',
  part: 'proxy',
  timeoutMs: 25_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    facts.word = world.random.word(12);
    const body = Buffer.concat([page(facts.word), world.random.bytes(600)]);
    const placed = place(`www.${world.random.word(8)}.com`, '/news/today.html', {
      headers: cacheableFields(),
      body,
    });
    await story.serve(placed);
    facts.first = await story.fetch(placed);
    await world.sleep(SETTLE_MS);
    facts.second = await story.fetch(placed);
  },
});
