import { defineScenario } from '../../../harness/index.ts';
import { type PingFacts, playPingStory } from './ping-story.ts';

/** Nothing is ever answered. */
export const allLost = defineScenario<PingFacts>({
  id: 'all-lost',
  title: 'No request is answered',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    await playPingStory(world, facts, {
      plan: [{ role: 'lost', messages: [] }],
      requests: 4,
      settleMs: 1500,
    });
  },
});
