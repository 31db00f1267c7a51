import {
  crashOf,
  defineCheck,
  expectThat,
  handout,
  inconclusive,
  type Observation,
  type Reproduction,
  rfc,
} from '../../../harness/index.ts';
import { allLost, noneLost, unreachable } from '../scenarios/client-scenarios.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { echoServer } from './reproduce.ts';
import { FEWEST_PINGS, pinger, wirePings } from './wire-pings.ts';

const needs = ['udp-pinger/keeps-pinging'];

export const survivesNoLoss = defineCheck<PingerFacts>({
  id: 'udp-pinger/survives-without-loss',
  title: 'When no ping is lost it ends in order, too',
  kind: 'core',
  level: 'course',
  points: 1,
  sources: [handout('8')],
  scenario: noneLost,
  needs,
  isTimed: true,
  explanation: {
    does: 'Answers every ping.',
    expects: 'That the client ends without an error that nobody caught. The exit status is its own affair.',
    why: 'It is how a good network looks, and what is computed from the losses must bear that there are none.',
    mistake: 'Dividing by the number of lost pings, or taking the first of an empty list of them.',
  },
  judge(observation) {
    livesThrough(
      observation,
      'An error that nobody caught ended the program. See what is computed at the end, and what of it fails when nothing was lost: a division by the number of losses, or the first of an empty list.',
      'none-lost',
    );
  },
});

export const survivesTotalLoss = defineCheck<PingerFacts>({
  id: 'udp-pinger/survives-total-loss',
  title: 'When every ping is lost it goes through all of them and ends in order',
  kind: 'core',
  level: 'course',
  points: 4,
  sources: [handout('8')],
  scenario: allLost,
  needs,
  isTimed: true,
  explanation: {
    does: 'Answers nothing at all.',
    expects:
      'That the client sends one ping after the other and ends without an error that nobody caught. The exit status is its own affair.',
    why: 'A server that is down is the very case in which one pings.',
    mistake: 'sum(times) / len(times) with an empty list, or min([]).',
  },
  judge(observation) {
    livesThrough(
      observation,
      'An error that nobody caught ended the program. It is usually the average of no times at all, sum([]) / 0 or min([]): test for an empty list first.',
      'all-lost',
    );
    const sent = wirePings(observation).length;
    expectThat(sent >= FEWEST_PINGS, () => ({
      expected: 'the next ping after one that was lost',
      actual: `it ended after ${sent === 1 ? 'a single ping' : `${sent} pings`}`,
      hint: 'A lost ping ends the loop: catch the time-out inside of it, around the one receive, and go on with the next turn.',
      ...echoServer(observation, 'all-lost'),
    }));
  },
});

export const survivesUnreachablePort = defineCheck<PingerFacts>({
  id: 'udp-pinger/survives-an-unreachable-port',
  title: 'When nothing listens on the port it reports that, or time-outs, and ends in order',
  kind: 'robust',
  level: 'should',
  points: 0,
  sources: [handout('12'), rfc(1122, '4.1.3.3')],
  scenario: unreachable,
  needs,
  isTimed: true,
  explanation: {
    does: 'Lets nothing listen on the port: each ping is answered by ICMP "port unreachable".',
    expects: 'That the client ends without an error that nobody caught.',
    why: 'A connected socket reports the ICMP message as an error of the next call (ECONNREFUSED).',
    mistake: 'Only the time-out is caught, and ConnectionRefusedError ends the program.',
  },
  judge(observation) {
    livesThrough(
      observation,
      'A port without a server is reported as an error of the next send or receive. Catch ConnectionRefusedError (OSError, PortUnreachableException) beside the time-out, and count the ping as lost.',
      'unreachable',
    );
  },
});

function livesThrough(
  observation: Observation<PingerFacts>,
  hint: string,
  network: 'none-lost' | 'all-lost' | 'unreachable',
): void {
  const program = pinger(observation);
  const sent = wirePings(observation).length;
  const crash = crashOf(program);
  const reproduction: Reproduction =
    network === 'unreachable'
      ? {
          reproduceNote:
            'Start no server, and the client against 127.0.0.1 and a port on which nothing listens, such as 9.',
        }
      : echoServer(observation, network);
  expectThat(crash === undefined, () => ({
    expected: 'ten pings and an orderly end',
    actual: `after ${sent} pings: ${crash}`,
    hint,
    ...reproduction,
    evidence: [{ kind: 'exit', program: observation.programs.length - 1 }],
  }));
  if (sent === 0 && observation.packets.length === 0)
    inconclusive('this runtime does not see the packets, and nothing took them');
  const isStuck = program.exit?.isOurDoing !== false && sent < 10;
  expectThat(!isStuck, () => ({
    expected: 'ten pings and an orderly end',
    actual: `it waited for ever after ${sent} pings`,
    hint: 'The program waits for an answer that never comes: set a time-out of one second on the socket, settimeout(1) in Python or setSoTimeout(1000) in Java.',
    ...reproduction,
  }));
}
