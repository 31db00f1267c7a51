import type { Peer, StartedProgram, UdpEchoEntry, UdpEchoScript, World } from '../../../harness/index.ts';

/** What the echo on one port saw. */
export interface EchoLog {
  readonly port: number;
  readonly entries: readonly UdpEchoEntry[];
}

/** What every story of the client notes. */
export interface PingerFacts {
  /** Before the start of the program that counts, in ms of the scenario. */
  readonly startedAtMs: number;
  /** What the program was told, where it asks for it. */
  readonly host: string;
  readonly port: number;
  readonly echoes: readonly EchoLog[];
}

type Echo = Peer<UdpEchoScript, UdpEchoEntry>;

const PORT = 12_000;
const DNS_PORT = 53;
/**
 * Patience is counted in looks at the program, a quarter of a second apart at least: on a busy machine all of them,
 * the program's pings included, are late together.
 */
const LOOK_EVERY_MS = 250;
/** An endless pinger has shown what it does by then, some twelve seconds; a patient one has ended. */
const LOOKS_AT_ENDLESS = 48;
const MOST_LOOKS = 200;
/** No ping for some six seconds: it waits for an answer without a time-out. */
const LOOKS_WHEN_STUCK = 24;

/**
 * Starts the client against an echo that follows `script`, and lets it ping until it ends, has shown that it never
 * will, or is stuck. The echo answers on the handout's port, on those that stand in the program's source, and, where
 * the program turns out to ping another, on that one in a second start.
 * @param script undefined: nothing listens anywhere
 */
export async function playPings(
  world: World,
  facts: Partial<PingerFacts>,
  script: UdpEchoScript | undefined,
): Promise<void> {
  const note = facts as { -readonly [Key in keyof PingerFacts]?: PingerFacts[Key] };
  note.host = world.peerAddress;
  note.port = PORT;
  note.echoes = [];
  const echoes: Echo[] = [];
  const open = async (port: number) => {
    if (script) echoes.push(await world.udpEcho(port, script));
  };
  await open(PORT);
  for (const port of new Set(world.expectedPorts)) {
    // One that cannot be had is somebody else's, and no port of a pinger.
    if (port !== PORT && port !== DNS_PORT) await open(port).catch(() => undefined);
  }

  note.startedAtMs = world.elapsedMs();
  let program = await world.start({ inputs: { host: world.peerAddress, port: PORT, count: 10 } });
  const missed = script && (await portWithoutEcho(world, echoes));
  if (missed) {
    await program.kill();
    await open(missed);
    note.startedAtMs = world.elapsedMs();
    program = await world.start({ inputs: { host: world.peerAddress, port: PORT, count: 10 } });
  }
  if (!program.isUp) return;
  const look = async () => {
    note.echoes = await Promise.all(
      echoes.map(async (echo) => ({ port: echo.port, entries: await echo.log() })),
    );
  };
  await untilDone(program, async () => {
    await look();
    return (await requests(world, note.startedAtMs ?? 0)).length;
  });
  if (program.isRunning()) await program.interrupt();
  await look();
}

async function requests(world: World, sinceMs: number): Promise<number[]> {
  const packets = await world.packets();
  return packets
    .filter(({ from, atMs }) => from === 'program' && atMs >= sinceMs)
    .flatMap(({ udp }) => (udp && udp.destinationPort !== DNS_PORT ? [udp.destinationPort] : []));
}

/** The port of the first ping, when nobody answers there. */
async function portWithoutEcho(world: World, echoes: readonly Echo[]): Promise<number | undefined> {
  const [first] = await requests(world, 0);
  return echoes.some(({ port }) => port === first) ? undefined : first;
}

async function untilDone(program: StartedProgram, countPings: () => Promise<number>): Promise<void> {
  let count = 0;
  let sinceLastPing = 0;
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const exit = await program.waitForExit(LOOK_EVERY_MS);
    const before = count;
    count = await countPings();
    sinceLastPing = count === before ? sinceLastPing + 1 : 0;
    const isStuck = count > 0 && sinceLastPing >= LOOKS_WHEN_STUCK;
    if (exit || isStuck || (looks >= LOOKS_AT_ENDLESS && count > 10)) return;
  }
}
