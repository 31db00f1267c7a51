import { defineScenario } from '../../../harness/index.ts';
import { SETTLE_MS } from './cache.ts';
import type { Fetch } from './fetch.ts';
import { cacheableFields, page, place } from './place.ts';
import { Story } from './story.ts';

export interface RestartFacts {
  body: Uint8Array;
  before: Fetch;
  /** After it was interrupted and started again in the same folder. */
  afterRestart: Fetch;
  /** After it was killed without warning and started again. */
  afterKill: Fetch;
}

export const restart = defineScenario<RestartFacts>({
  id: 'restart',
  title: 'The proxy is stopped and started again between two requests for the same page',
  part: 'proxy',
  timeoutMs: 40_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    facts.body = page(world.random.word(12));
    const placed = place(`www.${world.random.word(8)}.com`, '/kept.html', {
      headers: cacheableFields(),
      body: facts.body,
    });
    await story.serve(placed);
    facts.before = await story.fetch(placed);
    await world.sleep(SETTLE_MS);
    await story.restart();
    facts.afterRestart = await story.fetch(placed);
    await story.program.kill();
    await story.restart();
    facts.afterKill = await story.fetch(placed);
  },
});
