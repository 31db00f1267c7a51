import { defineScenario } from '../../../harness/index.ts';
import { type PingFacts, playPingStory } from './ping-story.ts';

/** Before the true reply comes an error about another program's request. */
export const foreignErrors = defineScenario<PingFacts>({
  id: 'foreign-errors',
  title: "An ICMP error about another program's request comes before the true reply",
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    const { random } = world;
    const reply = () => ({ delayMs: random.integer(400, 440) });
    const foreign = { delayMs: 30, identifierOffset: random.integer(0x1001, 0x2fff) };
    const plain = { role: 'plain', messages: [reply()] };
    const plan = [
      plain,
      { role: 'foreign-error', messages: [{ ...foreign, kind: 'unreachable' as const }, reply()] },
      plain,
      { role: 'foreign-error', messages: [{ ...foreign, kind: 'time-exceeded' as const }, reply()] },
      plain,
    ];
    await playPingStory(world, facts, { plan, requests: 5 });
  },
});
