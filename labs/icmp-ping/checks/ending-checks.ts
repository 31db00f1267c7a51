import {
  defineCheck,
  expectThat,
  fail,
  findStackTrace,
  handout,
  inconclusive,
  type Observation,
  printedText,
} from '../../../harness/index.ts';
import { allLost } from '../scenarios/all-lost.ts';
import { interrupted } from '../scenarios/interrupted.ts';
import type { PingFacts } from '../scenarios/ping-story.ts';
import { unknownName, withoutPermission } from '../scenarios/setup-fails.ts';
import { printed } from './evidence.ts';
import { readPings } from './read-pings.ts';
import { interruptAfterSeconds, pingNobody } from './reproduce.ts';
import { keepsPinging, sendsEchoRequests } from './request-checks.ts';

export const stopsOnInterrupt = defineCheck({
  id: 'icmp-ping/stops-on-interrupt',
  title: 'Ctrl-C (SIGINT) ends it',
  kind: 'core',
  level: 'course',
  points: 5,
  isTimed: true,
  needs: [sendsEchoRequests.id],
  sources: [handout('10')],
  scenario: interrupted,
  explanation: {
    does: 'Sends SIGINT 0.4 s after the first request, and waits for 1.5 s.',
    expects: 'The program is gone by then, with any exit status.',
    why: 'A pinger may go on for ever; Ctrl-C is how its user ends it.',
    mistake:
      'Catching every exception in the loop, KeyboardInterrupt included, or a handler that only prints.',
  },
  judge({ facts, programs }) {
    if (!facts.exit) inconclusive('It ended by itself before it was interrupted');
    expectThat(facts.exit.signal !== 'SIGKILL', () => ({
      expected: 'the end of the program after SIGINT',
      actual: 'it was still running 1.5 s later, and was killed',
      hint: 'Ctrl-C is caught and the loop goes on: an "except:" without a name catches KeyboardInterrupt, too. Let it leave the loop, or exit from the signal handler.',
      ...interruptAfterSeconds,
      evidence: programs.map((_, program) => ({ kind: 'exit' as const, program })),
    }));
  },
});

export const stopsWithoutStackTrace = defineCheck({
  id: 'icmp-ping/stops-without-stack-trace',
  title: 'Ctrl-C (SIGINT) ends it without a stack trace',
  kind: 'robust',
  level: 'course',
  points: 0,
  needs: [stopsOnInterrupt.id],
  sources: [handout('10')],
  scenario: interrupted,
  explanation: {
    does: 'Sends SIGINT 0.4 s after the first request and reads what is printed then.',
    expects: 'No stack trace; the figures so far are welcome.',
    why: 'Ctrl-C is the usual way to end a pinger, not a failure.',
    mistake: 'Leaving KeyboardInterrupt to the interpreter.',
  },
  judge: (observation) =>
    expectNoStackTrace(
      observation,
      'Catch the interrupt (KeyboardInterrupt), print the figures so far, and exit.',
    ),
});

export const survivesTotalLoss = defineCheck({
  id: 'icmp-ping/survives-total-loss',
  title: 'It survives when nothing is answered at all',
  kind: 'robust',
  level: 'course',
  points: 0,
  isTimed: true,
  needs: [keepsPinging.id],
  sources: [handout('15')],
  scenario: allLost,
  explanation: {
    does: 'Answers no request, and sends SIGINT to a program that goes on for ever.',
    expects: 'More than one request, and no stack trace until SIGINT, at the end neither.',
    why: 'A host that is off is the commonest thing a pinger is used on.',
    mistake: 'Dividing by the number of replies, or taking the minimum of an empty list.',
  },
  judge(observation) {
    const pings = readPings(observation);
    expectThat(pings.length > 1, () => ({
      expected: 'another request after the lost one',
      actual: pings.length === 1 ? 'one request only' : 'no request',
      hint: 'The first request without a reply is also the last one: the receive waits for ever, or its time-out ends the program. Give the request up after one second and go on.',
      ...pingNobody,
    }));
    // What our own SIGINT makes of an endless program is judged elsewhere.
    if (/KeyboardInterrupt\s*$/.test(outputOf(observation))) return;
    expectNoStackTrace(observation, 'Guard the averages: with no reply there is nothing to divide by.');
  },
});

export const refusesUnknownName = defineCheck({
  id: 'icmp-ping/unknown-name',
  title: 'An unknown host name gives a clear message',
  kind: 'robust',
  level: 'course',
  points: 0,
  isTimed: true,
  sources: [handout('15')],
  scenario: unknownName,
  explanation: {
    does: 'Lets no name be resolved, and gives `no-such-host.invalid` to a program that asks for its target.',
    expects:
      'Something is printed, it is no stack trace, and the program ends or goes on with its other targets.',
    why: 'A typing mistake in the name is no crash.',
    mistake: 'Not catching the error of gethostbyname (socket.gaierror).',
  },
  judge: (observation) =>
    judgeMessage(
      observation,
      'The name could not be looked up. Catch that error (socket.gaierror in Python) and print which name is unknown.',
    ),
});

export const explainsMissingPermission = defineCheck({
  id: 'icmp-ping/without-permission',
  title: 'Without the right to open raw sockets it says so',
  kind: 'robust',
  level: 'course',
  points: 0,
  isTimed: true,
  sources: [handout('15')],
  scenario: withoutPermission,
  explanation: {
    does: 'Starts the program without CAP_NET_RAW.',
    expects: 'Something is printed, it is no stack trace, and the program ends.',
    why: 'It is the first thing that every user of a raw socket meets.',
    mistake: 'Not catching the error of socket.socket (PermissionError).',
  },
  judge: (observation) =>
    judgeMessage(
      observation,
      'The raw socket was refused. Catch that error (PermissionError in Python) and say that the program must be run as root.',
    ),
});

/** The program could not do its work: a message is due, and no stack trace. */
function judgeMessage(observation: Observation<PingFacts>, hint: string): void {
  if (readPings(observation).length > 0) {
    inconclusive(
      'It sent requests all the same: to an address in its source, or over a socket of another kind',
    );
  }
  const text = outputOf(observation);
  expectThat(text.trim() !== '', () => ({ expected: 'a message', actual: 'nothing was printed', hint }));
  expectNoStackTrace(observation, hint);
}

function expectNoStackTrace(observation: Observation<PingFacts>, hint: string): void {
  const trace = findStackTrace(outputOf(observation));
  if (trace === undefined) return;
  fail({
    expected: 'a message for its user',
    actual: `a stack trace: “${trace}”`,
    hint,
    evidence: [printed(trace)],
  });
}

function outputOf({ programs }: Observation<PingFacts>): string {
  return printedText(programs[0]?.output ?? []);
}
