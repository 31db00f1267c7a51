import {
  type Check,
  CheckFailure,
  Inconclusive,
  type Observation,
  type Packet,
  type UdpEchoEntry,
} from '../../../../harness/index.ts';
import lab from '../../lab.ts';
import type { PingerFacts } from '../../scenarios/play-pings.ts';

const PORT = 12_000;

/** One ping of the program. */
export interface Told {
  readonly atMs: number;
  /** Its own port, where it has a socket for each ping. */
  readonly port?: number;
  /** `Ping <number> <time>` where it is not said. */
  readonly message?: string;
  /** After the ping; a stranger's datagram is `other`. */
  readonly answers?: readonly { readonly afterMs: number; readonly other?: boolean }[];
}

/** What a program that sends these pings and prints these lines would show. */
export function observe(
  told: readonly Told[],
  printed: readonly (readonly [number, string])[],
): Observation<PingerFacts> {
  const packets: Packet[] = [];
  const entries: UdpEchoEntry[] = [];
  const add = (atMs: number, from: Packet['from'], data: Uint8Array, port = 40_000) => {
    const [sourcePort, destinationPort] = from === 'program' ? [port, PORT] : [PORT, port];
    const [source, destination] = from === 'program' ? ['10.0.0.2', '10.0.0.1'] : ['10.0.0.1', '10.0.0.2'];
    const udp = { sourcePort, destinationPort, data };
    packets.push({ number: 0, atMs, from, source, destination, ttl: 64, protocol: 17, payload: data, udp });
  };
  told.forEach(({ atMs, port, message, answers = [] }, index) => {
    const ping = Buffer.from(message ?? `Ping ${index + 1} ${atMs}`);
    add(atMs, 'program', ping, port);
    for (const { afterMs, other } of answers)
      add(atMs + afterMs, 'peer', other ? Buffer.from('hello') : ping, port);
    const repliedAtMs = answers.map(({ afterMs }) => atMs + afterMs);
    entries.push({ atMs, from: '', bytes: ping, isLost: answers.length === 0, repliedAtMs });
  });
  packets.sort((a, b) => a.atMs - b.atMs);
  const numbered = packets.map((packet, index) => ({ ...packet, number: index + 1 }));
  return {
    scenario: 'made-up',
    durationMs: 20_000,
    facts: { startedAtMs: 0, host: '10.0.0.1', port: PORT, echoes: [{ port: PORT, entries }] },
    transcript: [],
    packets: numbered,
    programs: [
      {
        command: 'x',
        startedAtMs: 0,
        isUp: true,
        listening: [],
        output: printed.map(([atMs, text]) => ({
          atMs,
          stream: 'stdout' as const,
          bytes: Buffer.from(text),
        })),
        droppedOutputBytes: 0,
        answers: [],
        exit: { atMs: 20_000, isOurDoing: true },
      },
    ],
  };
}

/** `passed`, `failed` or `inconclusive`. */
export function verdictOf(check: Check, observation: Observation<PingerFacts>): string {
  try {
    check.judge(observation);
    return 'passed';
  } catch (error) {
    if (error instanceof CheckFailure) return 'failed';
    if (error instanceof Inconclusive) return 'inconclusive';
    throw error;
  }
}

/** A check of this lab, by its name without the lab's. */
export function checkNamed(id: string): Check {
  const found = lab.checks.find((check) => check.id === `udp-pinger/${id}`);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}
