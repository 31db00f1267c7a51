import { defineScenario } from '../../../harness/index.ts';
import { type PingerFacts, playPings } from './play-pings.ts';

export const steadyHeartbeat = defineScenario<PingerFacts>({
  id: 'steady-heartbeat',
  title: 'Takes the heartbeats of the client for twelve seconds',
  part: 'heartbeat-client',
  timeoutMs: 75_000,
  run: (world, facts) => playPings(world, facts, {}),
});

export interface SentHeartbeat {
  readonly sequence: number;
  /** Undefined for one that was left out, as if it had been lost. */
  readonly delayMs?: number;
}

export interface HeartbeatServerFacts {
  readonly heartbeats: readonly SentHeartbeat[];
  /** Length of the output, in characters, when the last heartbeat has been reported, 0.7 s after it. */
  readonly outputBeforeSilence: number;
  /** And at the end: after 15 s of silence, or as soon as there was more. */
  readonly outputAfterSilence: number;
}

const LOST: readonly number[] = [4, 7];
const COUNT = 9;

export const stoppingHeartbeat = defineScenario<HeartbeatServerFacts>({
  id: 'stopping-heartbeat',
  title: 'Heartbeats 1 to 9 with known delays, 4 and 7 left out; then silence',
  part: 'heartbeat-server',
  timeoutMs: 75_000,
  async run(world, facts) {
    const note = facts as { -readonly [Key in keyof HeartbeatServerFacts]?: HeartbeatServerFacts[Key] };
    const program = await world.start({ inputs: { port: 12_000 } });
    if (!program.isUp) return;
    const { host, port } = program.address;
    const client = await world.udp();
    const heartbeats: SentHeartbeat[] = [];
    note.heartbeats = heartbeats;
    const delays = world.random.shuffle([150, 210, 270, 330, 390, 450, 510, 570, 630]);
    for (let sequence = 1; sequence <= COUNT; sequence++) {
      await world.sleep(300);
      if (LOST.includes(sequence)) {
        heartbeats.push({ sequence });
        continue;
      }
      // Dated back: it seems to have been so long on its way.
      const delayMs = delays[sequence - 1] ?? 150;
      await client.send(`Heartbeat ${sequence} ${((Date.now() - delayMs) / 1000).toFixed(6)}`, host, port);
      heartbeats.push({ sequence, delayMs });
    }
    await world.sleep(700);
    note.outputBeforeSilence = program.outputText().trimEnd().length;
    note.outputAfterSilence = note.outputBeforeSilence;
    for (
      let waited = 0;
      waited < 15_000 && note.outputAfterSilence <= note.outputBeforeSilence;
      waited += 250
    ) {
      await world.sleep(250);
      note.outputAfterSilence = program.outputText().trimEnd().length;
    }
  },
});
