import type { Observation } from '../../../harness/index.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';

/** What the server of a command does with the ping of number `n`, from 0, as a condition for its answer. */
const ANSWERS = { 'none-lost': '', 'some-lost': 'n % 3 != 1 and ', 'all-lost': 'False and ' } as const;

/**
 * A server to try a client on, for a shell: it waits 0.1 s, answers in capital letters, and prints each ping.
 * @param loses which of the pings it leaves without an answer
 */
export function echoServer({ facts }: Observation<PingerFacts>, loses: keyof typeof ANSWERS): string {
  const port = facts.port ?? 12000;
  const loop = `for n, (m, a) in enumerate(iter(lambda: u.recvfrom(2048), 0))`;
  const turn = `[print(m, t.sleep(.1), ${ANSWERS[loses]}u.sendto(m.upper(), a)) ${loop}]`;
  const bind = `u = s.socket(s.AF_INET, s.SOCK_DGRAM); u.bind(('127.0.0.1', ${port}))`;
  return `python3 -c "import socket as s, time as t; ${bind}; ${turn}"   # start the client against 127.0.0.1 ${port}`;
}

/** Pings for a server, from a shell: prints the answers that come. */
export function pingServer(port: number | undefined, count: number, message = 'Ping'): string {
  const send = `echo ${message} $n | nc -u -w1 127.0.0.1 ${port ?? 12000}`;
  return count === 1 ? send.replace(' $n', ' 1') : `for n in $(seq ${count}); do ${send}; done`;
}
