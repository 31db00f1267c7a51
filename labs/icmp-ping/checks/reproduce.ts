import type { Reproduction } from '../../../harness/index.ts';

/** Commands for a shell that show what a check has seen. Addresses of 192.0.2.0/24 never answer (RFC 5737). */

export const watchWire: Reproduction = {
  reproduce: 'sudo tcpdump -i any -nvX icmp',
  reproduceNote: 'In a second terminal while the program runs: it shows each message with its bytes.',
};

export const pingNobody: Reproduction = {
  reproduce: 'ping -c 3 -W 1 192.0.2.1',
  reproduceNote: 'This address never answers: run the program against it, too.',
};

/** For times to compare: those of loopback alone are too short to tell. */
export const pingWithDelay: Reproduction = {
  reproduce: 'sudo tc qdisc add dev lo root netem delay 40ms; ping -c 3 127.0.0.1',
  reproduceNote:
    'Each reply takes 80 ms now (on Linux): run the program against 127.0.0.1 and compare. At the end: sudo tc qdisc del dev lo root',
};

/** As root, who alone may open a raw socket. */
export const interruptAfterSeconds: Reproduction = {
  reproduce: 'sudo timeout --foreground -s INT 3 YOUR-PROGRAM 127.0.0.1; echo ended',
  reproduceNote:
    'Write the command that starts your program in the place of YOUR-PROGRAM. Ctrl-C comes after three seconds: “ended” must follow at once. Without the command timeout, press it yourself.',
};
