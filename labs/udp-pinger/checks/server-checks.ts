import { defineCheck, expectThat, fail, handout, type Observation, reached } from '../../../harness/index.ts';
import {
  fourHundred,
  type OddDatagramFacts,
  oddDatagrams,
  PING_COUNT,
  type ServerFacts,
  type ServerPing,
} from '../scenarios/server-scenarios.ts';
import { binomialBounds, periodOf } from './binomial.ts';
import { crashOf } from './crash.ts';
import { quoted } from './reading.ts';

/** Four of the eleven numbers that `randint(0, 10)` draws. */
const LOSS = 4 / 11;
/** A right server fails once in a million runs. */
const RISK = 1e-6;

export const serverAnswers = defineCheck<ServerFacts>({
  id: 'udp-pinger/server-answers-from-its-port',
  title: 'The server answers pings, from the port on which they came',
  kind: 'core',
  level: 'course',
  points: 6,
  sources: [handout('13')],
  scenario: fourHundred,
  explanation: {
    does: 'Sends pings from fifty sockets.',
    expects: 'Answers to some of the first two hundred, each from the address and port that was asked.',
    why: 'A client that is connected to the port never sees an answer that comes from another.',
    mistake:
      'A second socket for the answers, or the answer sent to a fixed address instead of the one it came from.',
  },
  judge(observation) {
    const program = observation.programs.at(-1);
    const pings = observation.facts.pings;
    if (!pings)
      fail({
        expected: 'a UDP port to listen on',
        actual: program?.notUpBecause ?? 'the server did not listen',
        hint: 'Bind a socket of the type SOCK_DGRAM to the port, on all addresses.',
      });
    const answers = pings.slice(0, PING_COUNT / 2).flatMap(({ answer }) => (answer ? [answer] : []));
    const { port } = observation.facts;
    const crash = program && crashOf(program);
    expectThat(answers.length > 0, () => ({
      expected: 'answers to about two of three pings',
      actual: crash ?? `no answer to ${Math.min(pings.length, PING_COUNT / 2)} pings`,
      hint: 'Send back to the address that recvfrom() gave.',
    }));
    const elsewhere = answers.find((answer) => answer.port !== port);
    expectThat(!elsewhere, () => ({
      expected: `answers from port ${port}`,
      actual: `an answer from port ${elsewhere?.port}`,
      hint: 'Answer with the socket on which the ping came.',
    }));
  },
});

export const serverKeepsServing = defineCheck<ServerFacts>({
  id: 'udp-pinger/server-keeps-serving',
  title: 'The server goes on answering to the last of four hundred pings',
  kind: 'core',
  level: 'course',
  points: 5,
  sources: [handout('14')],
  scenario: fourHundred,
  needs: ['udp-pinger/server-answers-from-its-port'],
  explanation: {
    does: 'Sends four hundred pings, fifty at a time.',
    expects: 'Answers to some of the last hundred.',
    why: 'A server waits for the next client when it has answered one.',
    mistake: 'No loop around receive and send, or an error that ends the program.',
  },
  judge(observation) {
    const pings = sent(observation);
    const last = pings.findLastIndex(({ answer }) => answer !== undefined);
    const program = observation.programs.at(-1);
    expectThat(last >= PING_COUNT - 100, () => ({
      expected: 'answers to some of the last hundred pings',
      actual: `no answer after ping ${last + 1} of ${pings.length}${end(program && crashOf(program))}`,
      hint: 'Put receive and send into an endless loop, and see what ends it.',
    }));
  },
});

export const serverLosesFourInEleven = defineCheck<ServerFacts>({
  id: 'udp-pinger/server-drops-four-in-eleven',
  title: 'The server drops about four in eleven of the pings',
  kind: 'core',
  level: 'course',
  points: 7,
  sources: [handout('15')],
  scenario: fourHundred,
  needs: ['udp-pinger/server-keeps-serving'],
  isTimed: true,
  explanation: {
    does: 'Counts the answers to four hundred pings.',
    expects: 'Losses within the bounds that chance leaves once in a million runs (100 to 193 of 400).',
    why: 'The client has nothing to show on a path that loses nothing.',
    mistake: 'Every ping is answered, or the comparison is turned round and seven in eleven are lost.',
  },
  judge(observation) {
    const pings = sent(observation);
    const lost = pings.filter(({ answer }) => !answer).length;
    const { least, most } = binomialBounds(pings.length, LOSS, RISK);
    expectThat(lost >= least && lost <= most, () => ({
      expected: `${least} to ${most} of ${pings.length} pings lost (4 in 11)`,
      actual: `${lost} lost`,
      hint: 'rand = random.randint(0, 10); if rand < 4: continue',
    }));
  },
});

export const serverLossIsChance = defineCheck<ServerFacts>({
  id: 'udp-pinger/server-drops-by-chance',
  title: 'Which pings the server drops is left to chance and follows no period',
  kind: 'core',
  level: 'course',
  points: 5,
  sources: [handout('15')],
  scenario: fourHundred,
  needs: ['udp-pinger/server-drops-four-in-eleven'],
  explanation: {
    does: 'Looks whether the pattern of answers and losses over four hundred pings repeats itself.',
    expects: 'No period from 2 to 22.',
    why: 'Real losses are not regular, and a client may be in step with the period.',
    mistake: 'A counter instead of a random number.',
  },
  judge(observation) {
    const period = periodOf(sent(observation).map(({ answer }) => answer !== undefined));
    expectThat(period === undefined, () => ({
      expected: 'losses by chance',
      actual: `the same pattern after every ${period} pings`,
      hint: 'Draw a random number for each ping.',
    }));
  },
});

export const serverUpperCases = defineCheck<ServerFacts>({
  id: 'udp-pinger/server-answers-in-upper-case',
  title: 'The answer is the text of the ping in capital letters',
  kind: 'core',
  level: 'course',
  points: 2,
  sources: [handout('16')],
  scenario: fourHundred,
  needs: ['udp-pinger/server-answers-from-its-port'],
  explanation: {
    does: 'Compares each answer with the ping that it came for.',
    expects: 'The same bytes, with a to z turned to A to Z.',
    why: 'The client sees by it that the server read the ping, and not only reflected it.',
    mistake: 'The message is sent back as it came, or another text is sent.',
  },
  judge(observation) {
    const wrong = sent(observation).find(
      ({ text, answer }) => answer && Buffer.from(answer.bytes).toString('latin1') !== text.toUpperCase(),
    );
    expectThat(!wrong, () => ({
      expected: JSON.stringify(wrong?.text.toUpperCase()),
      actual: JSON.stringify(quoted(Buffer.from(wrong?.answer?.bytes ?? []).toString(), 80)),
      hint: 'message.upper()',
    }));
  },
});

export const serverSurvivesOddDatagrams = defineCheck<OddDatagramFacts>({
  id: 'udp-pinger/server-survives-odd-datagrams',
  title: 'An empty datagram, a large one, or bytes that are no text do not stop the server',
  kind: 'robust',
  level: 'course',
  points: 0,
  sources: [handout('17')],
  scenario: oddDatagrams,
  // Answers are waited for.
  isTimed: true,
  needs: ['udp-pinger/server-answers-from-its-port'],
  explanation: {
    does: 'Sends such datagrams, then thirty plain pings.',
    expects: 'Answers to some of the thirty.',
    why: 'Anyone can send anything to a UDP port.',
    mistake: 'message.decode() of bytes that are no UTF-8 raises an error that nobody catches.',
  },
  judge(observation) {
    const sentBefore = reached(observation.facts.sent, 'the server to listen');
    const answers = reached(observation.facts.answersAfter, 'the pings after the odd datagrams');
    const program = observation.programs.at(-1);
    expectThat(answers > 0, () => ({
      expected: 'answers to some of thirty pings',
      actual: `none, after ${sentBefore.join(', ')}${end(program && crashOf(program))}`,
      hint: 'Work on the bytes, or catch the error of the conversion.',
    }));
  },
});

function sent({ facts }: Observation<ServerFacts>): readonly ServerPing[] {
  return reached(facts.pings, 'the server to listen');
}

function end(crash: string | undefined): string {
  return crash === undefined ? '' : ` (${crash})`;
}
