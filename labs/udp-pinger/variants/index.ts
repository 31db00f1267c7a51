import type { Variant } from '../../../harness/index.ts';

function ids(...names: readonly string[]): readonly string[] {
  return names.map((name) => `udp-pinger/${name}`);
}

const clients: readonly Variant[] = [
  {
    id: 'python-microseconds',
    title: 'Binary messages numbered from 0, microseconds, Chinese, the loss as a share of one',
    part: 'client',
    folder: 'python-microseconds',
    passes: ids(
      'pings-the-server-it-is-given',
      'keeps-pinging',
      'numbers-each-ping',
      'puts-the-time-in-each-ping',
      'reports-each-round-trip-time',
      'round-trip-times-have-the-unit-they-name',
      'names-the-unit-of-the-round-trip-times',
      'reports-each-lost-ping',
      'minimum-average-maximum',
      'loss-percentage',
      'standard-deviation',
      'survives-an-unreachable-port',
      'other-content-is-not-taken-for-an-answer',
    ),
  },
  {
    id: 'python-seconds-at-the-end',
    title: 'Prints nothing until the end, then a German table with seconds and decimal commas',
    part: 'client',
    folder: 'python-seconds-at-the-end',
    passes: ids(
      'sends-ten-pings',
      'puts-the-time-in-each-ping',
      'reports-each-round-trip-time',
      'round-trip-times-have-the-unit-they-name',
      'names-the-unit-of-the-round-trip-times',
      'reports-each-lost-ping',
      'minimum-average-maximum',
      'loss-percentage',
      'ends-by-itself',
      'survives-without-loss',
      'survives-total-loss',
      'each-ping-and-totals-together',
      'standard-deviation',
      'late-answer-is-not-taken-for-the-next',
    ),
  },
  {
    id: 'python-timedelta',
    title: 'Never sleeps, takes the port before the host, prints h:mm:ss.ffffff, and no deviation',
    part: 'client',
    folder: 'python-timedelta',
    passes: ids(
      'pings-the-server-it-is-given',
      'sends-one-ping-at-a-time',
      'waits-at-most-one-second',
      'reports-each-round-trip-time',
      'round-trip-times-have-the-unit-they-name',
      'names-the-unit-of-the-round-trip-times',
      'reports-each-lost-ping',
      'minimum-average-maximum',
      'loss-percentage',
      'survives-an-unreachable-port',
      'repeated-answer-is-not-taken-for-the-next',
    ),
    lacks: ids('standard-deviation'),
  },
  {
    id: 'python-thread-receives',
    title: 'Asks for host and port, receives in a thread of its own, and prints a star for a loss',
    part: 'client',
    folder: 'python-thread-receives',
    passes: ids(
      'client-starts',
      'pings-the-server-it-is-given',
      'sends-one-ping-at-a-time',
      'waits-at-most-one-second',
      'goes-on-after-an-answer',
      'reports-each-lost-ping',
      'each-ping-and-totals-together',
      'ends-by-itself',
      'survives-total-loss',
      'repeated-answer-is-not-taken-for-the-next',
      'late-answer-is-not-taken-for-the-next',
    ),
  },
];

const servers: readonly Variant[] = [
  {
    id: 'python-socketserver',
    title: 'The socketserver of Python, a thread for each ping, on a port of its own choice',
    part: 'server',
    folder: 'python-socketserver',
    passes: ids(
      'server-starts',
      'server-answers-from-its-port',
      'server-keeps-serving',
      'server-drops-by-chance',
      'server-answers-in-upper-case',
      'server-survives-odd-datagrams',
    ),
  },
  {
    id: 'python-coin',
    title: 'asyncio, random bytes of the system, four other numbers of the eleven, answers 20 ms late',
    part: 'server',
    folder: 'python-coin',
    passes: ids('server-answers-from-its-port', 'server-drops-four-in-eleven', 'server-drops-by-chance'),
  },
];

const heartbeats: readonly Variant[] = [
  {
    id: 'python-heartbeat-json',
    title: 'Heartbeats as JSON, the number behind the time, and no output',
    part: 'heartbeat-client',
    folder: 'python-heartbeat-json',
    passes: ids('heartbeat-client-starts', 'heartbeat-has-number-and-time', 'heartbeat-is-regular'),
  },
  {
    id: 'python-heartbeat-watch',
    title: 'Delays in microseconds, and Portuguese without a number for what was lost and who is gone',
    part: 'heartbeat-server',
    folder: 'python-heartbeat-watch',
    passes: ids(
      'heartbeat-server-starts',
      'heartbeat-server-reports-one-way-delay',
      'heartbeat-server-reports-lost-ones',
      'heartbeat-server-notices-that-a-client-stopped',
    ),
  },
];

/** Programs that are right and unusual. */
export const variants: readonly Variant[] = [...clients, ...servers, ...heartbeats];
