import type { LaunchableProgram } from '../launchable-program.ts';
import type { Question } from '../question.ts';
import { host, numberBetween, portToListenOn, portToReach, wholeNumber } from '../rules.ts';
import { listenAddress } from './listen-address.ts';

const pingPort = { name: 'port', default: '12000' } as const;

const pingServer: readonly Question[] = [
  { name: 'host', message: 'Host of the server:', default: '127.0.0.1', rule: host },
  { ...pingPort, message: 'Port of the server:', rule: portToReach },
];

export const udpPingers: readonly LaunchableProgram[] = [
  {
    lab: 'udp-pinger',
    part: 'client',
    name: 'udp-pinger client',
    title: 'UDP ping client',
    summary: 'Pings a UDP ping server; prints each round-trip time, then statistics.',
    file: 'labs/udp-pinger/program/client.ts',
    questions: [
      ...pingServer,
      { name: 'count', message: 'How many pings:', default: '10', rule: wholeNumber('It', 1, 1_000_000) },
      {
        name: 'timeout',
        message: 'Longest wait for an answer, in milliseconds:',
        default: '1000',
        rule: wholeNumber('The wait', 1, 3_600_000),
      },
    ],
  },
  {
    lab: 'udp-pinger',
    part: 'server',
    name: 'udp-pinger server',
    title: 'UDP ping server',
    summary: 'Answers UDP pings, and drops some of them as a bad network would.',
    file: 'labs/udp-pinger/program/server.ts',
    questions: [
      { ...pingPort, message: 'Port to listen on:', rule: portToListenOn },
      {
        name: 'loss',
        message: 'Share of the pings to drop, from 0 to 1:',
        default: '0.36',
        rule: numberBetween('The share', 0, 1),
      },
      listenAddress,
    ],
  },
  {
    lab: 'udp-pinger',
    part: 'heartbeat-client',
    name: 'udp-pinger heartbeat-client',
    title: 'Heartbeat client',
    summary: 'Tells a heartbeat server at regular times that it is alive.',
    file: 'labs/udp-pinger/program/heartbeat-client.ts',
    questions: [
      ...pingServer,
      {
        name: 'interval',
        message: 'Time between two heartbeats, in milliseconds:',
        default: '1000',
        rule: wholeNumber('The time', 1, 3_600_000),
      },
      {
        name: 'count',
        message: 'How many heartbeats (0: until Ctrl-C):',
        default: '0',
        rule: wholeNumber('It', 0, 1_000_000),
      },
    ],
  },
  {
    lab: 'udp-pinger',
    part: 'heartbeat-server',
    name: 'udp-pinger heartbeat-server',
    title: 'Heartbeat server',
    summary: 'Tells the delay and loss of heartbeats, and which client has stopped.',
    file: 'labs/udp-pinger/program/heartbeat-server.ts',
    questions: [
      { ...pingPort, message: 'Port to listen on:', rule: portToListenOn },
      {
        name: 'timeout',
        message: 'Silence after which a client has stopped, in milliseconds:',
        default: '5000',
        rule: wholeNumber('The silence', 1, 86_400_000),
      },
      listenAddress,
    ],
  },
];
