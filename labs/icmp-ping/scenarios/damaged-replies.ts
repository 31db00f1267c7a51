import { defineScenario } from '../../../harness/index.ts';
import { type PingFacts, playPingStory } from './ping-story.ts';

/** Record Route with two free slots, and a no-operation: the header is 32 bytes long. @see RFC 791 section 3.1 */
const recordRoute = Uint8Array.of(7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0, 1);

/** Replies damaged on the way, with a longer IPv4 header, or with a high TTL. */
export const damagedReplies = defineScenario<PingFacts>({
  id: 'damaged-replies',
  title: 'Damaged replies come before the true one; a reply has IP options; a reply has a TTL of 250',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    const { random } = world;
    const reply = () => ({ delayMs: random.integer(400, 440) });
    const plan = [
      { role: 'corrupted', messages: [{ delayMs: 30, corruptsPayload: true }, reply()] },
      { role: 'ip-options', messages: [{ delayMs: 300, ipOptions: recordRoute }] },
      { role: 'corrupted', messages: [{ delayMs: 30, checksumXor: random.integer(1, 0xfffe) }, reply()] },
      { role: 'high-ttl', messages: [{ delayMs: 250, ttl: 250 }] },
      { role: 'plain', messages: [{ delayMs: 200 }] },
    ];
    await playPingStory(world, facts, { plan, requests: 5 });
  },
});
