import { caretAt, defineCheck, expectThat, fail, handout, inconclusive } from '../../../harness/index.ts';
import { answered } from '../scenarios/answered.ts';
import { packetsOf } from './evidence.ts';
import { type Ping, readPings } from './read-pings.ts';
import { watchWire } from './reproduce.ts';
import { rfc792Echo } from './sources.ts';

export const sendsEchoRequests = defineCheck({
  id: 'icmp-ping/sends-echo-requests',
  title: 'It sends ICMP echo requests: type 8, code 0',
  kind: 'core',
  level: 'must',
  points: 6,
  sources: [handout('1'), rfc792Echo],
  isTimed: true,
  scenario: answered,
  explanation: {
    does: 'Starts the program and looks at the ICMP messages that leave its host.',
    expects: 'Messages of type 8 (echo request) with code 0, at least eight bytes long, to any address.',
    why: 'Type and code say what a message means; a host answers echo requests only.',
    mistake:
      'Packing the header with the wrong widths. It begins with one byte of type and one of code: `!BB`.',
  },
  judge(observation) {
    const pings = readPings(observation);
    const others = observation.packets.filter(
      ({ from, protocol, payload }) =>
        from === 'program' && protocol === 1 && payload[0] !== 8 && payload[0] !== 0,
    );
    const other = others[0]?.payload;
    expectThat(pings.length > 0, () => ({
      expected: 'ICMP messages of type 8, code 0',
      actual: other
        ? `only ICMP messages of type ${other[0]}, code ${other[1]}`
        : (observation.programs[0]?.notUpBecause ?? 'no ICMP message left the host'),
      hint: other
        ? 'The first byte of the message is its type: 8 for an echo request. Pack the header with struct.pack("!BBHHH", 8, 0, checksum, id, sequence).'
        : 'No ICMP message left the program: read what it printed, open a raw socket (SOCK_RAW, IPPROTO_ICMP), and send a message that begins with the bytes 8 and 0.',
      ...watchWire,
    }));
    const wrong = pings.find(({ message }) => message.code !== 0 || message.identifier === undefined);
    if (!wrong) return;
    fail({
      expected: 'type 8, code 0, and eight bytes of header',
      actual: `type 8, code ${wrong.message.code}, ${wrong.packet.payload.length} bytes in all\n${caretAt(wrong.packet.payload, 1)}`,
      hint: 'The header is packed with the wrong widths: type and code take one byte each, checksum, identifier and sequence number two each ("!BBHHH").',
      ...watchWire,
      evidence: packetsOf(wrong),
    });
  },
});

export const keepsPinging = defineCheck({
  id: 'icmp-ping/keeps-pinging',
  title: 'It sends one request after the other',
  kind: 'core',
  level: 'course',
  points: 2,
  needs: [sendsEchoRequests.id],
  sources: [handout('6')],
  isTimed: true,
  scenario: answered,
  explanation: {
    does: 'Counts the requests until the program ends, or until there are six.',
    expects: 'At least three, to one address or to several.',
    why: 'A single round-trip time says little: they scatter.',
    mistake: 'A `return` inside the loop, which ends it after the first ping.',
  },
  judge(observation) {
    const pings = readPings(observation);
    const exit = observation.programs[0]?.exit;
    expectThat(pings.length >= 3, () => ({
      expected: 'at least three requests',
      actual: `${pings.length}${exit?.code === undefined ? '' : `, then it ended with exit status ${exit.code}`}`,
      hint: 'The program stops after its first requests. Ping in a loop, a fixed number of times or until Ctrl-C, and let no error of one ping end it.',
      ...watchWire,
      evidence: packetsOf(...pings),
    }));
  },
});

export const hasOwnIdentifier = defineCheck({
  id: 'icmp-ping/identifier',
  title: 'Its requests carry an identifier of their own',
  kind: 'core',
  level: 'course',
  points: 5,
  needs: [sendsEchoRequests.id],
  sources: [handout('3'), rfc792Echo],
  scenario: answered,
  explanation: {
    does: 'Reads the identifier of each request from the wire.',
    expects:
      'A value other than 0, in either byte order: usually the process id. It may differ between requests.',
    why: 'Two pingers on one host tell their replies apart by the identifier alone.',
    mistake: 'Leaving the field 0, or packing the process id where the checksum belongs.',
  },
  judge(observation) {
    const pings = readPings(observation);
    expectThat(
      pings.some(({ message }) => message.identifier !== 0),
      () => ({
        expected: 'an identifier other than 0',
        actual: `identifier 0 in all ${pings.length} requests\n${caretAt(pings[0]?.packet.payload ?? new Uint8Array(), 4)}`,
        hint: 'Nothing tells your replies from those to other programs. Put the process id (os.getpid() & 0xFFFF) or a random number into bytes 4 and 5.',
        ...watchWire,
        evidence: packetsOf(...pings.slice(0, 2)),
      }),
    );
  },
});

export const sequenceRises = defineCheck({
  id: 'icmp-ping/sequence-rises',
  title: 'The sequence number rises from request to request',
  kind: 'core',
  level: 'course',
  points: 6,
  needs: [keepsPinging.id],
  sources: [handout('4'), rfc792Echo],
  scenario: answered,
  explanation: {
    does: 'Compares the sequence numbers of requests that follow each other to the same address.',
    expects:
      'Each is larger than the one before, read in network order or in the order of the machine. It may start again for another target.',
    why: 'Only the sequence number says which request a reply answers; without it a late reply passes for the next.',
    mistake: 'A constant in the call that packs the header, as in the skeleton: pass a counter instead.',
  },
  judge(observation) {
    const runs = runsOf(readPings(observation));
    const judged = runs.filter((run) => run.length >= 2);
    if (judged.length === 0) inconclusive('No two requests went to the same address');
    const bad = judged.find((run) => !isRising(run.map(sequenceOf)) && !isRising(run.map(swappedSequenceOf)));
    if (!bad) return;
    fail({
      expected: 'rising sequence numbers: 1, 2, 3, ...',
      actual: `${bad.map(sequenceOf).join(', ')} (read in network order)\n${caretAt(bad[1]?.packet.payload ?? new Uint8Array(), 6)}`,
      hint: 'Every request carries the same number, or one that jumps. Count the requests, and put the count into bytes 6 and 7 of each.',
      ...watchWire,
      evidence: packetsOf(...bad.slice(0, 2)),
    });
  },
});

export const payloadHoldsTime = defineCheck({
  id: 'icmp-ping/payload-time',
  title: 'The payload of a request holds the time of sending',
  kind: 'core',
  level: 'course',
  points: 4,
  needs: [keepsPinging.id],
  sources: [handout('5')],
  scenario: answered,
  explanation: {
    does: 'Compares the payloads of all requests.',
    expects: 'At least four bytes, different in each request, in any format: a time is different each time.',
    why: 'The reply brings the payload back, so the sender need not remember when it sent what.',
    mistake: 'Sending a header alone, or reading the clock once before the loop.',
  },
  judge(observation) {
    const pings = readPings(observation);
    if (pings.length < 2) inconclusive('Fewer than two requests were sent');
    const short = pings.find(({ message }) => message.payload.length < 4);
    if (short) {
      fail({
        expected: 'a payload that holds a time',
        actual: `${short.message.payload.length} bytes of payload`,
        hint: 'The message ends before a time could stand in it. Append the packed time to the header: struct.pack("d", time.time()).',
        ...watchWire,
        evidence: packetsOf(short),
      });
    }
    const payloads = new Set(pings.map(({ message }) => Buffer.from(message.payload).toString('hex')));
    expectThat(payloads.size > 1, () => ({
      expected: 'a payload that changes with the time',
      actual: `the same ${pings[0]?.message.payload.length} bytes in each request`,
      hint: 'The payload is the same in every request. Read the clock for each one, right before it is sent, and pack it into the payload.',
      ...watchWire,
      evidence: packetsOf(...pings.slice(0, 2)),
    }));
  },
});

/** Requests to one address with one identifier, as long as they follow each other. */
function runsOf(pings: readonly Ping[]): Ping[][] {
  const runs: Ping[][] = [];
  for (const ping of pings) {
    const last = runs.at(-1)?.at(-1);
    const isSameRun =
      last?.packet.destination === ping.packet.destination &&
      last.message.identifier === ping.message.identifier;
    if (isSameRun) runs.at(-1)?.push(ping);
    else runs.push([ping]);
  }
  return runs;
}

function sequenceOf({ message }: Ping): number {
  return message.sequence ?? 0;
}

function swappedSequenceOf(ping: Ping): number {
  const sequence = sequenceOf(ping);
  return ((sequence & 0xff) << 8) | (sequence >> 8);
}

/** A target that is pinged again may start over: one step down to 0 or 1 is no fault. */
function isRising(sequences: readonly number[]): boolean {
  return sequences.slice(1).every((sequence, index) => {
    const before = sequences[index] ?? 0;
    return sequence > before || (sequence < before && sequence <= 1);
  });
}
