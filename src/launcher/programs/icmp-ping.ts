import type { LaunchableProgram } from '../launchable-program.ts';
import { hosts, numberBetween, wholeNumber } from '../rules.ts';

export const icmpPing: LaunchableProgram = {
  lab: 'icmp-ping',
  part: 'client',
  name: 'icmp-ping',
  title: 'ICMP ping',
  summary: 'Pings hosts with ICMP echo requests, as `ping` does.',
  file: 'labs/icmp-ping/program/main.ts',
  questions: [
    {
      name: 'hosts',
      message: 'Hosts, with spaces between them:',
      default: '127.0.0.1',
      rule: hosts,
      isPositional: true,
    },
    {
      name: 'count',
      message: 'How many pings to each (0: until Ctrl-C):',
      default: '4',
      rule: wholeNumber('It', 0, 1_000_000),
    },
    {
      name: 'interval',
      message: 'Seconds from one ping to the next:',
      default: '1',
      rule: numberBetween('The interval', 0, 3600),
    },
  ],
};
