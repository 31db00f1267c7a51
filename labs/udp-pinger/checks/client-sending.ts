import { defineCheck, expectThat, fail, handout } from '../../../harness/index.ts';
import { noneLost, someLost } from '../scenarios/client-scenarios.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { numberingOf } from './message-content.ts';
import { quoted } from './reading.ts';
import { echoServer } from './reproduce.ts';
import { FEWEST_PINGS, pinger, severalPings, type WirePing, wirePings } from './wire-pings.ts';

export const pingsOneServer = defineCheck<PingerFacts>({
  id: 'udp-pinger/pings-the-server-it-is-given',
  title: 'Its pings go to the address and the port that it was given, all of them',
  kind: 'core',
  level: 'course',
  points: 5,
  sources: [handout('1')],
  scenario: noneLost,
  isTimed: true,
  explanation: {
    does: 'Starts the client and looks where its UDP datagrams go.',
    expects:
      'At least one datagram, and all of them to one address and port. Where the program asks for the host or the port, these must be the ones it was told; one that stands in the source is as good.',
    why: 'A ping that goes elsewhere says nothing about the server.',
    mistake: 'The program needs arguments that it does not read, stops before its first ping, or uses TCP.',
  },
  judge(observation) {
    const program = pinger(observation);
    const pings = wirePings(observation);
    const [first] = pings;
    if (!first)
      fail({
        expected: 'UDP datagrams to the server',
        actual: program.notUpBecause ?? 'no datagram was sent',
        hint: 'No UDP datagram left the program. Look at what it printed before it stopped, and send with sendto() on a socket of the type SOCK_DGRAM (UDP, not TCP).',
        ...echoServer(observation, 'none-lost'),
        evidence: [{ kind: 'output', program: observation.programs.length - 1, text: '' }],
      });
    const elsewhere = pings.find(
      (ping) => ping.destination !== first.destination || ping.port !== first.port,
    );
    if (elsewhere)
      fail({
        expected: `every ping to ${place(first)}`,
        actual: `a ping to ${place(elsewhere)}`,
        hint: 'The program changes the address or the port between its pings: use the same pair in every sendto().',
        evidence: [{ kind: 'packet', number: elsewhere.packet }],
      });
    const { host = '', port = 0 } = observation.facts;
    const told = [program.command, ...program.answers.map(({ answer }) => answer)].join(' ').split(/\s+/);
    const isHostRight = !told.includes(host) || first.destination === host;
    expectThat(isHostRight && (!told.includes(String(port)) || first.port === port), () => ({
      expected: `pings to ${host} port ${port}, as it was told`,
      actual: `pings to ${place(first)}`,
      hint: 'The program was told where to send and sends to the address that stands in its source: use the host and the port that it was given (sys.argv, args, or the answers to its questions).',
      ...echoServer(observation, 'none-lost'),
    }));
  },
});

export const keepsPinging = defineCheck<PingerFacts>({
  id: 'udp-pinger/keeps-pinging',
  title: 'It sends one ping after the other',
  kind: 'core',
  level: 'course',
  points: 1,
  sources: [handout('1')],
  scenario: noneLost,
  needs: ['udp-pinger/pings-the-server-it-is-given'],
  isTimed: true,
  explanation: {
    does: 'Answers every ping and counts them on the wire.',
    expects:
      'At least three UDP datagrams, whatever is printed. That there are ten of them is a check of its own.',
    why: 'Waits, numbers, times and losses show from one ping to the next; figures for pings that were never sent are made up.',
    mistake: 'A loop that ends after its first turn, or one that waits for ever for the first answer.',
  },
  judge(observation) {
    const count = wirePings(observation).length;
    expectThat(count >= FEWEST_PINGS, () => ({
      expected: `at least ${FEWEST_PINGS} pings on the wire`,
      actual: count === 1 ? 'a single ping' : `${count} pings`,
      hint: pinger(observation).exit?.isOurDoing
        ? 'After its first pings the program waits for ever. Put send and receive into a loop of ten turns, with a time-out on the receive.'
        : 'The program ended after so few: send and receive must stand in a loop of ten turns, and an error in one turn must not end it.',
      ...echoServer(observation, 'none-lost'),
      evidence: wirePings(observation).map(({ packet }) => ({ kind: 'packet' as const, number: packet })),
    }));
  },
});

export const sendsTenPings = defineCheck<PingerFacts>({
  id: 'udp-pinger/sends-ten-pings',
  title: 'It sends ten pings, no more and no fewer',
  kind: 'core',
  level: 'course',
  points: 5,
  sources: [handout('1')],
  scenario: noneLost,
  needs: ['udp-pinger/keeps-pinging'],
  isTimed: true,
  explanation: {
    does: 'Answers every ping and counts them on the wire.',
    expects: 'Exactly ten UDP datagrams. An endless pinger is interrupted after twelve seconds.',
    why: 'The statistics are over ten pings; fewer may mean that it stopped on the way.',
    mistake: 'range(1, 10) makes nine; an endless loop never comes to its statistics.',
  },
  judge(observation) {
    const count = wirePings(observation).length;
    expectThat(count === 10, () => ({
      expected: '10 pings',
      actual: `${count} pings`,
      hint: whyNotTen(count),
      ...echoServer(observation, 'none-lost'),
    }));
  },
});

export const numbersEachPing = defineCheck<PingerFacts>({
  id: 'udp-pinger/numbers-each-ping',
  title: 'Each ping carries its number, from 1 to 10',
  kind: 'core',
  level: 'course',
  points: 6,
  sources: [handout('2')],
  scenario: someLost,
  needs: ['udp-pinger/keeps-pinging'],
  isTimed: true,
  explanation: {
    does: 'Reads the datagrams of the client.',
    expects:
      'A number that grows by one from ping to ping and begins at 1 (or 0), anywhere in the message, as text or as a binary integer.',
    why: 'Without the number an answer that comes late cannot be told from the next one.',
    mistake: 'The number is printed on the screen but is not in the message, or it begins at 2.',
  },
  judge(observation) {
    const messages = severalPings(observation).map(({ bytes }) => bytes);
    const { first } = numberingOf(messages);
    expectThat(first === 0 || first === 1, () => ({
      expected: 'messages that are numbered 1, 2, 3 ... (or 0, 1, 2 ...)',
      actual:
        first === undefined
          ? `messages like ${sample(messages)}`
          : `numbers that begin at ${first}: ${sample(messages)}`,
      hint:
        first === undefined
          ? 'The messages carry no number that grows. Put the number of the turn into the text that you send, not only into what you print: "Ping 1 12:00:00".'
          : `The first ping carries the number ${first}: begin to count at 1 (range(1, 11) in Python).`,
      ...echoServer(observation, 'some-lost'),
    }));
  },
});

/** Messages so far apart in time differ in any representation of it that has seconds. */
const TELLING_GAP_MS = 1200;

export const putsTimeInPing = defineCheck<PingerFacts>({
  id: 'udp-pinger/puts-the-time-in-each-ping',
  title: 'Each ping carries the time at which it was sent',
  kind: 'core',
  level: 'course',
  points: 5,
  sources: [handout('2')],
  scenario: someLost,
  needs: ['udp-pinger/keeps-pinging'],
  isTimed: true,
  explanation: {
    does: 'Compares the messages of pings that left more than 1.2 s apart, without their numbers.',
    expects:
      'They differ: they hold the time in any form (seconds since 1970, a clock time, a date, binary). Pings within the same second may have the same time, and those of a clock without seconds all of them.',
    why: 'The time in the message is what a server, or a trace of the wire, can tell one ping from another by.',
    mistake: 'The time is taken once before the loop, or the word "time" is sent instead of the time.',
  },
  judge(observation) {
    const pings = severalPings(observation);
    const { rest } = numberingOf(pings.map(({ bytes }) => bytes));
    const same = pairsApart(pings).find(([a, b]) => rest[a] === rest[b]);
    // A buffer of fixed size is filled up with NUL.
    const texts = rest.map((each) => each.replaceAll('\0', ''));
    const hasNothing = texts.every((each) => each === texts[0] && !/\d/.test(each));
    if (!same && !hasNothing) return;
    // All pings of a run are within a minute or two: a clock that shows no seconds may well stand still.
    if (rest.every((each) => MINUTES.test(each))) return;
    const [a, b] = same ?? [0, pings.length - 1];
    const gapMs = (pings[b]?.sentAtMs ?? 0) - (pings[a]?.sentAtMs ?? 0);
    fail({
      expected: 'a time in each message, which grows',
      actual: `${show(pings[a]?.bytes)} and, ${(gapMs / 1000).toFixed(1)} s later, ${show(pings[b]?.bytes)}`,
      hint: hasNothing
        ? 'The message holds no time. Put the time of sending behind the number: f"Ping {n} {time.time()}".'
        : 'All messages carry the same time: it is taken once, before the loop. Take it inside of the loop, right before each send.',
      ...echoServer(observation, 'some-lost'),
    });
  },
});

/** A time of day without seconds: `7:30`, `07:30 UTC`. */
const MINUTES = /(?<![\d:.])\d{1,2}:\d{1,2}(?![\d:.])/;

/** Pairs of pings (by number from 0) that are more than the telling gap apart. */
function pairsApart(pings: readonly WirePing[]): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let from = 0;
  for (const [index, { sentAtMs }] of pings.entries()) {
    if (sentAtMs - (pings[from]?.sentAtMs ?? 0) < TELLING_GAP_MS) continue;
    pairs.push([from, index]);
    from = index;
  }
  return pairs;
}

function whyNotTen(count: number): string {
  if (count === 9)
    return 'The loop makes nine turns: range(1, 10) ends at 9. Write range(10) or range(1, 11).';
  if (count === 11)
    return 'The loop makes eleven turns: begin at 1 and end at 10, both of them counted (i <= 10).';
  if (count > 11)
    return 'The loop goes on after the tenth ping: count the turns, and leave it for the statistics.';
  return 'The program stopped before its tenth ping: let the loop make ten turns, and let no error or lost answer end it.';
}

function place({ destination, port }: WirePing): string {
  return `${destination} port ${port}`;
}

function show(bytes: Uint8Array | undefined): string {
  if (bytes?.length === 0) return 'an empty datagram';
  return JSON.stringify(quoted(Buffer.from(bytes ?? []).toString(), 60));
}

function sample(messages: readonly Uint8Array[]): string {
  return messages.slice(0, 3).map(show).join(', ');
}
