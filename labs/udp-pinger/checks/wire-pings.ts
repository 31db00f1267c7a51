import {
  expectThat,
  type Observation,
  type Packet,
  type ProgramRecord,
  reached,
  type UdpEchoEntry,
} from '../../../harness/index.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';

/** One ping as the wire saw it. */
export interface WirePing {
  readonly sentAtMs: number;
  /** Number of the packet in the capture. */
  readonly packet: number;
  readonly destination: string;
  readonly port: number;
  /** The program's own port: with a socket for each ping, each gets its own answer. */
  readonly sourcePort: number;
  readonly bytes: Uint8Array;
  /** When its own answer passed; undefined when it had none. */
  readonly answeredAtMs?: number;
  /** Between the two; undefined when the answer did not come within the second that a ping is given. */
  readonly rttMs?: number;
}

/** How long a ping may wait for its answer. */
export const WAIT_MS = 1000;
/** Fewer say nothing of what comes between them. */
export const FEWEST_PINGS = 3;
const DNS_PORT = 53;

/**
 * The pings of the program's last start, in order, each with the time to its own answer. Times are the kernel's, from
 * the wire.
 */
export function wirePings(observation: Observation<PingerFacts>): readonly WirePing[] {
  const startedAtMs = observation.facts.startedAtMs ?? 0;
  const echoes = reached(observation.facts.echoes, 'the program to be started');
  const packets = observation.packets.filter(({ udp, atMs }) => udp && atMs >= startedAtMs);
  const requests = packets.filter(({ from, udp }) => from === 'program' && udp?.destinationPort !== DNS_PORT);
  const ports = [...new Set(requests.map(({ udp }) => udp?.destinationPort ?? 0))];
  return ports
    .flatMap((port) => {
      const entries = echoes.find((echo) => echo.port === port)?.entries ?? [];
      const ours = entries.filter(({ atMs }) => atMs >= startedAtMs - 5);
      return onPort(port, requests, answersFrom(port, packets, ours), ours);
    })
    .sort((a, b) => a.sentAtMs - b.sentAtMs);
}

/**
 * The same, for a check that looks from one ping to the next: of a single one nothing can be said.
 * @throws CheckFailure when there are fewer than two
 */
export function severalPings(observation: Observation<PingerFacts>): readonly WirePing[] {
  const pings = wirePings(observation);
  expectThat(pings.length >= 2, () => ({
    expected: 'one ping after the other',
    actual: pings.length === 0 ? 'no ping was sent' : 'a single ping',
    hint: 'The program did not get past its first ping: send and receive in a loop of ten turns, with a time-out on the receive, so that a lost ping does not end it.',
  }));
  return pings;
}

/** What a busy machine may add at most to the time that a program prints. */
const LONGEST_STALL_MS = 700;

/**
 * Per ping, the longest time that an honest program may have measured: from the answer before (or the end of that
 * ping's second) to the first ping after its own. However late the machine let it run, it was in between.
 */
export function longestRtts(pings: readonly WirePing[], startedAtMs: number): (number | undefined)[] {
  return pings.map(({ rttMs, sentAtMs }, index) => {
    if (rttMs === undefined) return undefined;
    const before = pings[index - 1];
    const next = pings.find((each) => each.sentAtMs >= sentAtMs + rttMs);
    const freeAtMs = before
      ? before.rttMs === undefined
        ? before.sentAtMs + 0.85 * WAIT_MS
        : before.sentAtMs + before.rttMs
      : startedAtMs;
    const doneAtMs = next?.sentAtMs ?? Number.POSITIVE_INFINITY;
    return Math.min(doneAtMs - Math.min(freeAtMs, sentAtMs), rttMs + LONGEST_STALL_MS);
  });
}

/**
 * Per ping, the shortest time that an honest program may have measured: the answer to one of several pings of the same
 * bytes from the same port may be that to the last of them, for all that it can know.
 */
export function shortestRtts(pings: readonly WirePing[]): (number | undefined)[] {
  return pings.map((ping) => {
    const { rttMs, sentAtMs } = ping;
    if (rttMs === undefined) return undefined;
    const answeredAtMs = sentAtMs + rttMs;
    const waiting = pings.filter(
      (other) =>
        isLike(other, ping) && other.sentAtMs <= answeredAtMs && other.sentAtMs + WAIT_MS >= answeredAtMs,
    );
    return answeredAtMs - Math.max(...waiting.map((other) => other.sentAtMs));
  });
}

function isLike(one: WirePing, other: WirePing): boolean {
  return (
    one.port === other.port &&
    one.sourcePort === other.sourcePort &&
    Buffer.compare(one.bytes, other.bytes) === 0
  );
}

/** The program whose pings these are: the last that was started. */
export function pinger(observation: Observation<PingerFacts>): ProgramRecord {
  return reached(observation.programs.at(-1), 'the program to be started');
}

function onPort(
  port: number,
  requests: readonly Packet[],
  answersAtMs: readonly (number | undefined)[],
  entries: readonly UdpEchoEntry[],
): WirePing[] {
  return requests
    .filter(({ udp }) => udp?.destinationPort === port)
    .map((packet, index) => {
      const answeredAtMs = entries[index] ? answersAtMs[index] : undefined;
      return ping(
        {
          packet: packet.number,
          destination: packet.destination,
          port,
          sourcePort: packet.udp?.sourcePort ?? 0,
          bytes: packet.udp?.data ?? new Uint8Array(),
        },
        packet.atMs,
        answeredAtMs,
      );
    });
}

/**
 * When the echo's own answer to each of its datagrams passed. One socket sent them all, so the capture has them in
 * the order in which they left.
 */
function answersFrom(
  port: number,
  packets: readonly Packet[],
  entries: readonly UdpEchoEntry[],
): (number | undefined)[] {
  const passed = packets.filter(({ from, udp }) => from === 'peer' && udp?.sourcePort === port);
  const left = entries
    .flatMap(({ repliedAtMs }, index) => repliedAtMs.map((atMs) => ({ atMs, index })))
    .sort((a, b) => a.atMs - b.atMs);
  const answers = new Array<number | undefined>(entries.length).fill(undefined);
  for (const [order, { index }] of left.entries()) {
    const packet = passed[order];
    const entry = entries[index];
    if (!packet || !entry || answers[index] !== undefined) continue;
    if (!isAnswerTo(entry.bytes, packet.udp?.data)) continue;
    answers[index] = packet.atMs;
  }
  return answers;
}

/** Whether a datagram is the echo of a ping, and not one of other content. */
function isAnswerTo(request: Uint8Array, answer: Uint8Array | undefined): boolean {
  const upper = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').toUpperCase();
  return answer !== undefined && upper(answer) === upper(request);
}

function ping(
  what: Pick<WirePing, 'packet' | 'destination' | 'port' | 'sourcePort' | 'bytes'>,
  sentAtMs: number,
  answeredAtMs: number | undefined,
): WirePing {
  if (answeredAtMs === undefined) return { ...what, sentAtMs };
  const rttMs = answeredAtMs - sentAtMs;
  return { ...what, sentAtMs, answeredAtMs, ...(rttMs <= WAIT_MS && { rttMs }) };
}
