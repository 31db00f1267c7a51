import { defineScenario } from '../../../harness/index.ts';
import { type PingFacts, playPingStory } from './ping-story.ts';

/** Longer than any program needs to print its figures; shorter than four pings, which a deaf program would finish. */
const graceMs = 1500;

/** SIGINT after the first reply. */
export const interrupted = defineScenario<PingFacts>({
  id: 'interrupted',
  title: 'Ctrl-C (SIGINT) after the first reply',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    const plan = [{ role: 'plain', messages: [{ delayMs: world.random.integer(50, 70) }] }];
    await playPingStory(world, facts, { plan, requests: 1, settleMs: 400, interruptsSilent: true, graceMs });
  },
});
