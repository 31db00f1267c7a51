import { buildEchoReply, rightChecksum } from '../../../harness/index.ts';
import { oneOddRequest, trueReply } from './one-odd-request.ts';

const early = { delayMs: 30 };

export const foreignIdentifier = oneOddRequest({
  id: 'foreign-identifier',
  title: "A reply to another program's request comes before the true reply",
  react: (random) => ({
    role: 'foreign-identifier',
    messages: [{ ...early, identifierOffset: random.integer(0x1001, 0x2fff) }, trueReply(random)],
  }),
});

export const ownRequest = oneOddRequest({
  id: 'own-request',
  title: 'A copy of its own request comes before the true reply, as on loopback',
  react: (random) => ({ role: 'own-request', messages: [{ ...early, kind: 'request' }, trueReply(random)] }),
});

export const otherType = oneOddRequest({
  id: 'other-type',
  title: 'A message of another type comes before the true reply',
  react: (random) => ({
    role: 'other-type',
    messages: [{ ...early, kind: 'raw', bytes: timestampReply() }, trueReply(random)],
  }),
});

/** A Timestamp Reply to nobody here. @see RFC 792 page 16 */
function timestampReply(): Uint8Array {
  // It has the shape of an echo reply; only the type differs, and with it the checksum.
  const message = buildEchoReply({ identifier: 0xbeef, sequence: 1, payload: new Uint8Array(12) });
  message[0] = 14;
  const checksum = rightChecksum(message);
  message.set([checksum >> 8, checksum & 0xff], 2);
  return message;
}
