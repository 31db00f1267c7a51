// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is sought is the source of template strings.
import type { Mutant } from '../../../harness/index.ts';

export const heartbeatMutants: readonly Mutant[] = [
  {
    id: 'heartbeat-without-number',
    title: 'Sends the time alone',
    part: 'heartbeat-client',
    edits: [
      {
        file: 'heartbeat-message.ts',
        find: '`Heartbeat ${sequence} ${sentAt',
        replace: '`Heartbeat ${sentAt',
      },
    ],
    fails: ['udp-pinger/heartbeat-has-number-and-time'],
  },
  {
    id: 'heartbeat-out-of-step',
    title: 'Waits now a short time and now a long one',
    part: 'heartbeat-client',
    edits: [
      {
        file: 'heartbeat-client.ts',
        find: ': intervalMs, end)',
        replace: ': intervalMs * ([0.2, 1, 2.5][sequence % 3] ?? 1), end)',
      },
    ],
    fails: ['udp-pinger/heartbeat-is-regular'],
  },
  {
    id: 'heartbeat-server-without-delay',
    title: 'Reports that a heartbeat came, but not after what time',
    part: 'heartbeat-server',
    edits: [
      {
        file: 'heartbeat-watch.ts',
        find: ', one-way delay ${delayMs.toFixed(3)} ms${remark}',
        replace: '',
      },
    ],
    fails: ['udp-pinger/heartbeat-server-reports-one-way-delay'],
  },
  {
    id: 'heartbeat-server-silent-about-losses',
    title: 'Does not say which heartbeats are missing',
    part: 'heartbeat-server',
    edits: [
      {
        file: 'heartbeat-watch.ts',
        find: '    this.#reportMissing(client, heartbeat.sequence - news.missing, heartbeat.sequence);\n',
        replace: '',
      },
    ],
    fails: ['udp-pinger/heartbeat-server-reports-lost-ones'],
  },
  {
    id: 'heartbeat-server-never-notices',
    title: 'Does not notice that a client has stopped',
    part: 'heartbeat-server',
    edits: [{ file: 'heartbeat-server.ts', find: "'timeout', 5000", replace: "'timeout', 3_600_000" }],
    fails: ['udp-pinger/heartbeat-server-notices-that-a-client-stopped'],
  },
];
