import { defineScenario, type IcmpMessage } from '../../../harness/index.ts';
import { type PingFacts, playPingStory } from './ping-story.ts';

/** The errors that are sent, by role. */
export const scriptedErrors = {
  'host-unreachable': { kind: 'unreachable', code: 1 },
  'time-exceeded': { kind: 'time-exceeded', code: 0 },
  'parameter-problem': { kind: 'parameter-problem', code: 0 },
  'admin-prohibited': { kind: 'unreachable', code: 13 },
} as const satisfies Record<string, IcmpMessage>;

/** Each request is answered by an ICMP error that quotes it. */
export const errors = defineScenario<PingFacts>({
  id: 'errors',
  title: 'Each request is answered by an ICMP error that quotes it',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    const plan = Object.entries(scriptedErrors).map(([role, message]) => ({
      role,
      messages: [{ ...message, delayMs: world.random.integer(50, 70) }],
    }));
    const lost = { role: 'lost', messages: [] };
    const plain = { role: 'plain', messages: [{ delayMs: 60 }] };
    await playPingStory(world, facts, { plan: [...plan, lost, plain], requests: 5 });
  },
});
