import { defineScenario, type Random, type Scenario } from '../../../harness/index.ts';
import { type PingFacts, type PlannedReaction, playPingStory } from './ping-story.ts';

interface OddRequest {
  readonly id: string;
  readonly title: string;
  /** What the second request meets, under a name of its own. */
  react(random: Random): PlannedReaction;
}

/**
 * The second of three requests meets something odd, the others do not. A world for each such thing: what a program that
 * takes it for its reply leaves unread in its socket must not speak against it elsewhere.
 */
export function oneOddRequest({ id, title, react }: OddRequest): Scenario<PingFacts> {
  return defineScenario<PingFacts>({
    id,
    title,
    part: 'client',
    timeoutMs: 13_000,
    async run(world, facts) {
      const plain = () => ({ role: 'plain', messages: [trueReply(world.random)] });
      await playPingStory(world, facts, { plan: [plain(), react(world.random), plain()], requests: 3 });
    },
  });
}

/** Long enough after the request that it cannot be taken for what came before it. */
export function trueReply(random: Random): { readonly delayMs: number } {
  return { delayMs: random.integer(400, 440) };
}
