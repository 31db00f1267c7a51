import type { ProgramRecord } from '../../../harness/index.ts';

/** Commands for a shell that show what a check has seen. Addresses of 192.0.2.0/24 never answer (RFC 5737). */

export const watchWire =
  'sudo tcpdump -i any -nvX icmp   # in a second terminal while the program runs: each message with its bytes';

export const pingNobody =
  'ping -c 3 -W 1 192.0.2.1   # this address never answers: run the program against it, too';

/** For times to compare: those of loopback alone are too short to tell. */
export const pingWithDelay =
  'sudo tc qdisc add dev lo root netem delay 40ms; ping -c 3 127.0.0.1   # 80 ms: compare; at last sudo tc qdisc del dev lo root';

/** The program's own command, with Ctrl-C after three seconds. */
export function interruptAfterSeconds(program: ProgramRecord | undefined): string {
  return `timeout --foreground -s INT 3 ${program?.command ?? 'PROGRAM 127.0.0.1'}; echo "exit status $?"`;
}
