import { defineScenario } from '../../../harness/index.ts';
import { type PingFacts, playPingStory } from './ping-story.ts';

/** The second request is lost, the third answered late in its second. */
export const someLost = defineScenario<PingFacts>({
  id: 'some-lost',
  title: 'The second and the fifth request get no reply, the third one after 0.8 s',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    const { random } = world;
    const plain = () => ({ role: 'plain', messages: [{ delayMs: random.integer(190, 220) }] });
    const lost = { role: 'lost', messages: [] };
    const slow = { role: 'slow', messages: [{ delayMs: random.integer(780, 800) }] };
    const plan = [plain(), lost, slow, plain(), lost, plain()];
    await playPingStory(world, facts, { plan, requests: 6 });
  },
});
