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
const QUIET_MS = 500;

export const fourHundred = defineScenario<ServerFacts>({
  id: 'four-hundred-pings',
  title: 'Four hundred pings, fifty at a time, each from a socket of its own',
  part: 'server',
  timeoutMs: 90_000,
  async run(world, facts) {
    const note = facts as { -readonly [Key in keyof ServerFacts]?: ServerFacts[Key] };
    const program = await world.start({ inputs: { port: 12_000 } });
    if (!program.isUp) return;
    const { host, port } = program.address;
    const pings: MutablePing[] = [];
    Object.assign(note, { host, port, pings });
    const sockets: UdpClient[] = [];
    for (let each = 0; each < SOCKETS; each++) sockets.push(await world.udp());
    while (pings.length < PING_COUNT) await playRound(world, sockets, { host, port }, pings);
  },
});

type MutablePing = { -readonly [Key in keyof ServerPing]: ServerPing[Key] };

/** Sends one ping from each socket and takes the answers until it is quiet. */
async function playRound(
  world: World,
  sockets: readonly UdpClient[],
  { host, port }: { host: string; port: number },
  pings: MutablePing[],
): Promise<void> {
  for (const socket of sockets) {
    const ping = { text: `ping ${pings.length + 1} ${world.random.word(12)}` };
    pings.push(ping);
    await socket.send(ping.text, host, port);
  }
  let lastAtMs = world.elapsedMs();
  const takeAnswers = async (socket: UdpClient, index: number) => {
    const own = pings.filter((_, number) => number % SOCKETS === index);
    while (world.elapsedMs() - lastAtMs < QUIET_MS && own.at(-1)?.answer === undefined) {
      const answer = await socket.receive(QUIET_MS);
      if (!answer) continue;
      lastAtMs = world.elapsedMs();
      const ping = pingOf(own, answer.bytes);
      if (ping) ping.answer = answer;
    }
  };
  await Promise.all(sockets.map(takeAnswers));
}

/** The ping of a socket that an answer is for: the one it quotes, however late, or else the last. */
function pingOf(own: readonly MutablePing[], answer: Uint8Array): MutablePing | undefined {
  const text = Buffer.from(answer).toString().toLowerCase();
  return own.find((ping) => ping.text === text) ?? own.at(-1);
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
    const odds = await world.udp();
    // Each several times: a server that drops a third would not look at a single one.
    for (let copy = 0; copy < 6; copy++) for (const [, bytes] of odd) await odds.send(bytes, host, port);
    note.sent = odd.map(([name]) => name);
    while (await odds.receive(500));
    note.answersAfter = 0;
    const client = await world.udp();
    for (let ping = 1; ping <= 30; ping++) await client.send(`ping ${ping}`, host, port);
    // The first may take long on a busy machine; once one has come, the others are close behind.
    for (let waitMs = 5000; await client.receive(waitMs); waitMs = 1000) note.answersAfter += 1;
  },
});
