import { defineScenario, type StartOptions, type World } from '../../../harness/index.ts';
import { askedHost, type PingFacts, type Writable } from './ping-story.ts';

const unknownHost = 'no-such-host.invalid';

/** No name can be resolved, the one that is given least of all. */
export const unknownName = defineScenario<PingFacts>({
  id: 'unknown-name',
  title: 'Its target is a name that does not exist',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    await world.dns({ unknown: ['.'] });
    await startAndWait(world, facts, { inputs: { host: unknownHost, count: 4 } });
  },
});

/** Raw sockets are not allowed. */
export const withoutPermission = defineScenario<PingFacts>({
  id: 'without-permission',
  title: 'It is started without the right to open raw sockets',
  part: 'client',
  timeoutMs: 13_000,
  async run(world, facts) {
    await startAndWait(world, facts, {
      inputs: { host: askedHost, count: 4 },
      withoutRawSockets: true,
    });
  },
});

async function startAndWait(
  world: World,
  facts: Partial<Writable<PingFacts>>,
  options: StartOptions,
): Promise<void> {
  await world.icmpResponder({ reactions: [{ messages: [{ delayMs: 60 }] }] });
  const program = await world.start({ ...options, startTimeoutMs: 9000 });
  await program.waitForExit(program.isUp ? 4000 : 1000);
  if (!program.isRunning()) return;
  facts.interruptedAtMs = world.elapsedMs();
  facts.exit = await program.interrupt();
}
