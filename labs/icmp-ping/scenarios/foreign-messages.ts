import { buildEchoReply, defineScenario, rightChecksum } from '../../../harness/index.ts';
import { type PingFacts, playPingStory } from './ping-story.ts';

/** A Timestamp Reply to nobody here. @see RFC 792 page 16 */
function timestampReply(): Uint8Array {
  // It has the shape of an echo reply; only the type differs, and with it the checksum.
  const message = buildEchoReply({ identifier: 0xbeef, sequence: 1, payload: new Uint8Array(12) });
  message[0] = 14;
  const checksum = rightChecksum(message);
  message.set([checksum >> 8, checksum & 0xff], 2);
  return message;
}

/** Before the true reply comes a message that is none of the program's. */
export const foreignMessages = defineScenario<PingFacts>({
  id: 'foreign-messages',
  title: 'Messages that answer nothing of the program come before the true reply',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    const { random } = world;
    const reply = () => ({ delayMs: random.integer(400, 440) });
    const early = { delayMs: 30 };
    const plain = { role: 'plain', messages: [reply()] };
    const plan = [
      plain,
      {
        role: 'foreign-identifier',
        messages: [{ ...early, identifierOffset: random.integer(0x1001, 0x2fff) }, reply()],
      },
      { role: 'own-request', messages: [{ ...early, kind: 'request' as const }, reply()] },
      {
        role: 'other-type',
        messages: [{ ...early, kind: 'raw' as const, bytes: timestampReply() }, reply()],
      },
      plain,
    ];
    await playPingStory(world, facts, { plan, requests: 5 });
  },
});
