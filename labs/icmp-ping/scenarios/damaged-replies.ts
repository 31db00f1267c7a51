import { defineScenario } from '../../../harness/index.ts';
import { trueReply } from './one-odd-request.ts';
import { type PingFacts, playPingStory } from './ping-story.ts';

export const damagedReplies = defineScenario<PingFacts>({
  id: 'damaged-replies',
  title: 'Before two of the true replies comes a damaged copy',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    const { random } = world;
    const reply = () => trueReply(random);
    const checksumXor = random.integer(1, 0xfffe);
    const plan = [
      { role: 'corrupted', messages: [{ delayMs: 30, corruptsPayload: true }, reply()] },
      { role: 'plain', messages: [reply()] },
      { role: 'corrupted', messages: [{ delayMs: 30, checksumXor }, reply()] },
      { role: 'plain', messages: [reply()] },
    ];
    await playPingStory(world, facts, { plan, requests: 4 });
  },
});
