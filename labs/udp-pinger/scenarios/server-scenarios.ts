import { defineScenario, type UdpClient, type World } from '../../../harness/index.ts';

/** One ping of ours and what came back for it. */
export interface ServerPing {
  readonly text: string;
  readonly answer?: { readonly host: string; readonly port: number; readonly bytes: Uint8Array };
}

export interface ServerFacts {
  /** Where the pings went. */
  readonly host: string;
  readonly port: number;
  readonly pings: readonly ServerPing[];
}

export const PING_COUNT = 400;
/** Pings on the way at a time, each from a socket of its own, so that an answer belongs to one without being read. */
const SOCKETS = 50;
/** A round is over when nothing came for so long. */
const QUIET_MS = 250;

export const fourHundred = defineScenario<ServerFacts>({
  id: 'four-hundred-pings',
  title: 'Four hundred pings, fifty at a time, each from a socket of its own',
  part: 'server',
  timeoutMs: 60_000,
  async run(world, facts) {
    const note = facts as { -readonly [Key in keyof ServerFacts]?: ServerFacts[Key] };
    const program = await world.start({ inputs: { port: 12_000 } });
    if (!program.isUp) return;
    const { host, port } = program.address;
    Object.assign(note, { host, port });
    const pings: ServerPing[] = [];
    note.pings = pings;
    await using stack = new AsyncDisposableStack();
    const sockets: UdpClient[] = [];
    for (let each = 0; each < SOCKETS; each++) sockets.push(stack.use(await world.udp()));
    while (pings.length < PING_COUNT)
      pings.push(...(await round(world, sockets, { host, port }, pings.length)));
  },
});

async function round(
  world: World,
  sockets: readonly UdpClient[],
  { host, port }: { host: string; port: number },
  from: number,
): Promise<ServerPing[]> {
  const texts = sockets.map((_, index) => `ping ${from + index + 1} ${world.random.word(12)}`);
  for (const [index, socket] of sockets.entries()) await socket.send(texts[index] ?? '', host, port);
  let lastAtMs = world.elapsedMs();
  const answers = await Promise.all(
    sockets.map(async (socket) => {
      while (world.elapsedMs() - lastAtMs < QUIET_MS) {
        const answer = await socket.receive(QUIET_MS);
        if (!answer) continue;
        lastAtMs = world.elapsedMs();
        return answer;
      }
      return undefined;
    }),
  );
  return texts.map((text, index) => {
    const answer = answers[index];
    return answer ? { text, answer } : { text };
  });
}

export interface OddDatagramFacts {
  /** What was sent before, in words. */
  readonly sent: readonly string[];
  /** Plain pings after it, of 30. */
  readonly answersAfter: number;
}

export const oddDatagrams = defineScenario<OddDatagramFacts>({
  id: 'odd-datagrams',
  title: 'An empty datagram, one of 1400 bytes, and bytes that are no text; then thirty plain pings',
  part: 'server',
  timeoutMs: 30_000,
  async run(world, facts) {
    const note = facts as { -readonly [Key in keyof OddDatagramFacts]?: OddDatagramFacts[Key] };
    const program = await world.start({ inputs: { port: 12_000 } });
    if (!program.isUp) return;
    const { host, port } = program.address;
    const odd: readonly (readonly [string, Uint8Array])[] = [
      ['an empty datagram', new Uint8Array()],
      ['1400 bytes', new Uint8Array(1400).fill(0x61)],
      ['bytes that are no UTF-8', Uint8Array.of(0xff, 0xfe, 0x80, 0xc3, 0x28)],
    ];
    await using odds = await world.udp();
    // Each several times: a server that drops a third would not look at a single one.
    for (let copy = 0; copy < 6; copy++) for (const [, bytes] of odd) await odds.send(bytes, host, port);
    note.sent = odd.map(([name]) => name);
    while (await odds.receive(500));
    note.answersAfter = 0;
    await using client = await world.udp();
    for (let ping = 1; ping <= 30; ping++) await client.send(`ping ${ping}`, host, port);
    while (await client.receive(700)) note.answersAfter += 1;
  },
});
