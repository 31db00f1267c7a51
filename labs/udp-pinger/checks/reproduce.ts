import type { Observation, Reproduction } from '../../../harness/index.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { wirePings } from './wire-pings.ts';

const HANDOUT_PORT = 12_000;

/** What the server of a command does with the ping of number `n`, from 0, as a condition for its answer. */
const ANSWERS = { 'none-lost': '', 'some-lost': 'n % 3 != 1 and ', 'all-lost': 'False and ' } as const;

/**
 * A server to try a client on, for a shell: it waits 0.1 s, answers in capital letters, and prints each ping.
 * @param loses which of the pings it leaves without an answer
 */
export function echoServer(observation: Observation<PingerFacts>, loses: keyof typeof ANSWERS): Reproduction {
  const port = portOfPings(observation);
  const loop = `for n, (m, a) in enumerate(iter(lambda: u.recvfrom(2048), 0))`;
  const turn = `[print(m, t.sleep(.1), ${ANSWERS[loses]}u.sendto(m.upper(), a)) ${loop}]`;
  const bind = `u = s.socket(s.AF_INET, s.SOCK_DGRAM); u.bind(('', ${port}))`;
  return {
    reproduce: `python3 -c "import socket as s, time as t; ${bind}; ${turn}"`,
    reproduceNote: `It is a server on port ${port}: start the client against 127.0.0.1 and this port in a second terminal.`,
  };
}

/** The port that the program pinged, be it in its source; else the one it was told. */
function portOfPings(observation: Observation<PingerFacts>): number {
  const { echoes, port = HANDOUT_PORT } = observation.facts;
  return (echoes && wirePings(observation)[0]?.port) ?? port;
}

/** Pings for a server, from a shell: prints the answers that come. */
export function pingServer(port: number | undefined, count: number, message = 'Ping'): string {
  const send = `echo ${message} $n | nc -u -w1 127.0.0.1 ${port ?? HANDOUT_PORT}`;
  return count === 1 ? send.replace(' $n', ' 1') : `for n in $(seq ${count}); do ${send}; done`;
}

/** A datagram that is no text for a server, and then pings. */
export function pingAfterNoText(port: number | undefined): Reproduction {
  const noText = `printf '\\377\\376\\000' | nc -u -w1 127.0.0.1 ${port ?? HANDOUT_PORT}`;
  return {
    reproduce: `${noText}; ${pingServer(port, 10)}`,
    reproduceNote: 'Are some of the ten pings behind the odd datagram answered?',
  };
}

/** Three heartbeats with a gap between their numbers, for a server. */
export function sendHeartbeats(port: number | undefined): Reproduction {
  const beat = `python3 -c "import time; print('Heartbeat', $n, time.time())"`;
  return {
    reproduce: `for n in 1 2 5; do ${beat} | nc -u -w1 127.0.0.1 ${port ?? HANDOUT_PORT}; done`,
    reproduceNote: 'Numbers 3 and 4 are left out. Then wait: the client has stopped.',
  };
}
