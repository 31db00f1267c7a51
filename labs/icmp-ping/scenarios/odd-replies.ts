import { defineScenario } from '../../../harness/index.ts';
import { type PingFacts, playPingStory } from './ping-story.ts';

/** Replies that come again, or after their second, while a later request waits. */
export const oddReplies = defineScenario<PingFacts>({
  id: 'odd-replies',
  title: 'A second copy of a reply, and a reply after its second, come while the next request waits',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    const { random } = world;
    const jitter = () => random.integer(-5, 5);
    const plan = [
      { role: 'duplicated', messages: [{ delayMs: 100 + jitter() }, { delayMs: 1150 + jitter() }] },
      { role: 'after-duplicate', messages: [{ delayMs: 400 + jitter() }] },
      { role: 'late', messages: [{ delayMs: 1250 + jitter() }] },
      { role: 'after-late', messages: [{ delayMs: 440 + jitter() }] },
      { role: 'plain', messages: [{ delayMs: 200 + jitter() }] },
    ];
    await playPingStory(world, facts, { plan, requests: 5 });
  },
});
