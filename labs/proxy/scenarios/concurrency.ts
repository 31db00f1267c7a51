import { defineScenario } from '../../../harness/index.ts';
import type { Fetch } from './fetch.ts';
import { page, place } from './place.ts';
import { Story } from './story.ts';

export interface ConcurrencyFacts {
  words: readonly [string, string];
  /** Both asked for at the same moment. */
  slow: readonly [Fetch, Fetch];
  /** From asking until both answers were there. */
  bothMs: number;
}

export const ORIGIN_DELAY_MS = 1_500;

export const concurrency = defineScenario<ConcurrencyFacts>({
  id: 'concurrency',
  title: 'Two pages of two origins, each of which takes 1.5 s to answer, are asked for at once',
  part: 'proxy',
  timeoutMs: 25_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    const words = [world.random.word(12), world.random.word(12)] as const;
    facts.words = words;
    const slow = (word: string) =>
      place(`www.${world.random.word(8)}.com`, `/${world.random.word(6)}.html`, {
        headers: [['Content-Type', 'text/html']],
        body: page(word),
        delayMs: ORIGIN_DELAY_MS,
      });
    const placed = [slow(words[0]), slow(words[1])] as const;
    await story.serve(...placed);
    const startedAt = world.elapsedMs();
    facts.slow = await Promise.all([story.fetchAsItIs(placed[0]), story.fetchAsItIs(placed[1])]);
    facts.bothMs = world.elapsedMs() - startedAt;
  },
});
