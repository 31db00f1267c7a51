import {
  crashOf,
  defineCheck,
  expectThat,
  fail,
  handout,
  type Observation,
  type ProgramRecord,
  reached,
} from '../../../harness/index.ts';
import {
  fourHundred,
  type OddDatagramFacts,
  oddDatagrams,
  PING_COUNT,
  type ServerFacts,
  type ServerPing,
} from '../scenarios/server-scenarios.ts';
import { binomialBounds, periodOf } from './binomial.ts';
import { quoted } from './reading.ts';
import { pingAfterNoText, pingServer } from './reproduce.ts';

/** Four of the eleven numbers that `randint(0, 10)` draws. */
const LOSS = 4 / 11;
/** A right server fails once in a million runs. */
const RISK = 1e-6;

export const serverAnswers = defineCheck<ServerFacts>({
  id: 'udp-pinger/server-answers-from-its-port',
  title: 'The server answers pings, from the port on which they came',
  kind: 'core',
  level: 'course',
  points: 8,
  sources: [handout('13')],
  scenario: fourHundred,
  isTimed: true,
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
        hint: 'The server opened no UDP port. Bind a socket of the type SOCK_DGRAM (not SOCK_STREAM) to the port, on all addresses: bind(("", port)).',
        reproduce: pingServer(observation.facts.port, 1),
      });
    const answers = pings.slice(0, PING_COUNT / 2).flatMap(({ answer }) => (answer ? [answer] : []));
    const { port } = observation.facts;
    const crash = program && crashOf(program);
    expectThat(answers.length > 0, () => ({
      expected: 'answers to about two of three pings',
      actual: crash ?? `no answer to ${Math.min(pings.length, PING_COUNT / 2)} pings`,
      hint:
        crash === undefined
          ? 'Nothing came back: send the answer to the address that recvfrom() returned with the ping, not to a fixed one.'
          : 'The first ping ended the program: look at the line that the error names.',
      reproduce: pingServer(port, 10),
    }));
    const elsewhere = answers.find((answer) => answer.port !== port);
    expectThat(!elsewhere, () => ({
      expected: `answers from port ${port}`,
      actual: `an answer from port ${elsewhere?.port}`,
      hint: 'The answer leaves by a second socket, with a port of its own. Answer with the socket on which the ping came.',
      reproduce: pingServer(port, 10),
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
  isTimed: true,
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
      hint: whyItStopped(last, program && crashOf(program)),
      reproduce: pingServer(observation.facts.port, 10),
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
      hint: whyLossIsOff(lost / pings.length),
      reproduce: pingServer(observation.facts.port, 22),
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
      hint: 'The server drops by counting, so that the same pings of every round are lost. Draw a new random number for each ping, inside of the loop.',
      reproduce: pingServer(observation.facts.port, 22),
    }));
  },
});

export const serverUpperCases = defineCheck<ServerFacts>({
  id: 'udp-pinger/server-answers-in-upper-case',
  title: 'The answer is the text of the ping in capital letters',
  kind: 'extension',
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
      hint:
        wrong && Buffer.from(wrong.answer?.bytes ?? []).toString('latin1') === wrong.text
          ? 'The ping comes back as it was sent: turn it to capital letters first, with message.upper() in Python or toUpperCase().'
          : 'The answer is another text than that of the ping: send back the message that came, in capital letters and with nothing added.',
      reproduce: pingServer(observation.facts.port, 10, 'Ping hello'),
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
      hint: 'A datagram that is no text stopped the server. message.upper() works on bytes as well: leave decode() out, or catch its error inside of the loop.',
      ...pingAfterNoText(portOf(program)),
    }));
  },
});

/** @param last the last ping (from 0) that was answered */
function whyItStopped(last: number, crash: string | undefined): string {
  if (crash !== undefined)
    return 'An error that nobody caught ended the server: look at the line it names, and catch it inside of the loop.';
  return last === 0
    ? 'The server answers one ping and stops: receive and send must stand in an endless loop (while True).'
    : 'The server stops after some pings: look for what ends its loop, such as a counter, a time-out, or a second receive that waits for something else.';
}

function whyLossIsOff(share: number): string {
  const rule =
    'Draw random.randint(0, 10), eleven numbers, and leave the ping without an answer when it is less than 4.';
  if (share < 0.01) return `The server answers every ping. ${rule}`;
  if (Math.abs(share - 7 / 11) < 0.08)
    return `Seven in eleven are lost: the comparison is turned round. ${rule}`;
  return rule;
}

function sent({ facts }: Observation<ServerFacts>): readonly ServerPing[] {
  return reached(facts.pings, 'the server to listen');
}

function portOf(program: ProgramRecord | undefined): number | undefined {
  return program?.listening.find(({ protocol }) => protocol === 'udp')?.port;
}

function end(crash: string | undefined): string {
  return crash === undefined ? '' : ` (${crash})`;
}
