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
/** An endless pinger has shown what it does by then; a patient one has ended. */
const ENDLESS_MS = 12_000;
const LONGEST_MS = 26_000;
/** No ping for so long: it waits for an answer without a time-out. */
const STUCK_MS = 6_000;

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
  await using stack = new AsyncDisposableStack();
  const echoes: Echo[] = [];
  const open = async (port: number) => {
    if (script) echoes.push(stack.use(await world.udpEcho(port, script)));
  };
  for (const port of new Set([PORT, ...portsOf(world)])) if (port !== DNS_PORT) await open(port);

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
  await untilDone(world, program, async () => {
    await look();
    return (await requests(world, note.startedAtMs ?? 0)).length;
  });
  if (program.isRunning()) await program.interrupt();
  await look();
}

/** Ports that stand in the program's source. */
function portsOf(world: World & { readonly expectedPorts?: readonly number[] }): readonly number[] {
  return world.expectedPorts ?? [];
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

async function untilDone(
  world: World,
  program: StartedProgram,
  countPings: () => Promise<number>,
): Promise<void> {
  const startedAtMs = world.elapsedMs();
  let last = { count: 0, atMs: startedAtMs };
  for (;;) {
    const exit = await program.waitForExit(250);
    const count = await countPings();
    const nowMs = world.elapsedMs();
    if (count !== last.count) last = { count, atMs: nowMs };
    const elapsedMs = nowMs - startedAtMs;
    const isEndless = elapsedMs > ENDLESS_MS && count > 10;
    if (exit || isEndless || elapsedMs > LONGEST_MS || nowMs - last.atMs > STUCK_MS) return;
  }
}
