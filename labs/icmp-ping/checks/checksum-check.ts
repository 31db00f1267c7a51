import { caretAt, defineCheck, fail, handout, internetChecksum } from '../../../harness/index.ts';
import { answered } from '../scenarios/answered.ts';
import { packetsOf } from './evidence.ts';
import { type Ping, readPings } from './read-pings.ts';
import { watchWire } from './reproduce.ts';
import { sendsEchoRequests } from './request-checks.ts';
import { rfc792Echo, rfc1071 } from './sources.ts';

export const checksumIsRight = defineCheck({
  id: 'icmp-ping/checksum',
  title: 'The checksum of each request is right',
  kind: 'core',
  level: 'must',
  points: 15,
  needs: [sendsEchoRequests.id],
  sources: [handout('2'), rfc1071, rfc792Echo],
  scenario: answered,
  explanation: {
    does: 'Computes the Internet checksum over each request as it was on the wire.',
    expects: 'The sum over the whole message, checksum included, comes to zero.',
    why: 'A host drops a request with a wrong checksum without a word, and the program sees time-outs.',
    mistake:
      'In Python 3, summing the characters of str(packet) instead of its bytes; or packing the sum in the wrong byte order.',
  },
  judge(observation) {
    const pings = readPings(observation);
    const wrong = pings.filter(({ message }) => !message.isChecksumRight);
    const [first] = wrong;
    if (!first) return;
    fail({
      expected: `checksum 0x${hex(rightChecksumOf(first))}`,
      actual: `0x${hex(first.message.checksum)} in the first of ${wrong.length} wrong requests (of ${pings.length})\n${caretAt(first.packet.payload, 2)}`,
      hint: `${causeOf(first)} A real host drops such a request, so every ping times out.`,
      ...watchWire,
      evidence: packetsOf(first),
    });
  },
});

function causeOf(ping: Ping): string {
  const { payload } = ping.packet;
  if (ping.message.deviations.includes('byte-swapped-checksum')) {
    return 'The two bytes of the checksum are exchanged: pack it in network order, once (no htons on top).';
  }
  if (isSumOfText(payload)) {
    return 'This is the sum over the text form of the packet, str(packet): sum its bytes instead.';
  }
  return 'The sum over the bytes is another. Sum the 16-bit words of header and payload with the checksum field as 0, add the carries, and invert the bits; compute it after the last change of the payload.';
}

/** Whether the checksum is one over Python's `str()` of the bytes, in any of the usual byte orders. */
function isSumOfText(message: Uint8Array): boolean {
  const blank = Uint8Array.from(message).fill(0, 2, 4);
  const text = Buffer.from(pythonRepr(blank));
  const sum = internetChecksum(text);
  const swapped = ((sum & 0xff) << 8) | (sum >> 8);
  const actual = ((message[2] ?? 0) << 8) | (message[3] ?? 0);
  return [sum, swapped].some((each) => Math.abs(each - actual) <= 1);
}

/** `b'\x08\x00...'` */
function pythonRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const named: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };
  const body = Array.from(bytes, (byte) => {
    if (byte === quote.charCodeAt(0)) return `\\${quote}`;
    const isPrintable = byte >= 0x20 && byte < 0x7f;
    return (
      named[byte] ?? (isPrintable ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)
    );
  });
  return `b${quote}${body.join('')}${quote}`;
}

function rightChecksumOf({ packet }: Ping): number {
  return internetChecksum(Uint8Array.from(packet.payload).fill(0, 2, 4));
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}
