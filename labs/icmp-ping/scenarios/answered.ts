import { defineScenario } from '../../../harness/index.ts';
import { type PingFacts, type PlannedReaction, playPingStory } from './ping-story.ts';

/** Every request is answered once, after a delay and with a TTL that occur nowhere else. */
export const answered = defineScenario<PingFacts>({
  id: 'answered',
  title: 'Each request is answered once, after a known delay; requests with a wrong checksum are dropped',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    const { random } = world;
    // Apart by more than measuring is wrong by, so that a printed time belongs to one request.
    const delaysMs = [...random.shuffle([150, 250, 350, 450]), ...random.shuffle([160, 260, 360, 440])];
    // Below 128 (one of the programs that are right otherwise stops above), and no likely count or size.
    const ttls = random.shuffle([43, 47, 53, 59, 67, 71, 83, 89, 97, 101, 107, 113]);
    const plan = delaysMs.map((delayMs, index): PlannedReaction => {
      return {
        role: 'plain',
        messages: [{ delayMs: delayMs + random.integer(-9, 9), ttl: ttls[index] ?? 61 }],
      };
    });
    await playPingStory(world, facts, { plan, requests: 6, isStrict: true });
  },
});
