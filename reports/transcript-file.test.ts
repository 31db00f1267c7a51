import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBytes, storeBytes } from './stored-bytes.ts';
import { fixtureObservation } from './testing/fixture-observation.ts';
import { defaultCaps, toTranscriptFile } from './to-transcript-file.ts';
import { parseTranscriptFile } from './transcript-file.ts';

describe('stored bytes', () => {
  it('come back as they were, up to the cap', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cap) => {
        const stored = JSON.parse(JSON.stringify(storeBytes(bytes, cap)));
        expect([...readBytes(stored)]).toEqual([...bytes.subarray(0, cap)]);
        expect(stored.length).toBe(bytes.length);
      }),
    );
  });

  it('stay readable where they are text', () => {
    expect(storeBytes(Buffer.from('EHLO me\r\n'), 100)).toEqual({ length: 9, latin1: 'EHLO me\r\n' });
  });
});

describe('toTranscriptFile', () => {
  const observed = fixtureObservation('basics');

  it('gives a file that reads back', () => {
    const file = toTranscriptFile(observed);
    expect(parseTranscriptFile(JSON.stringify(file))).toEqual(file);
    expect(file.packets[0]?.summary).toBe('TCP 49152 > 8888 SYN');
  });

  it('drops what is over the caps, and counts it', () => {
    const file = toTranscriptFile(observed, {
      ...defaultCaps,
      conversations: 2,
      eventsPerConversation: 3,
      bytesPerEvent: 10,
      chunks: 1,
      packets: 0,
    });
    expect(file.droppedConversations).toBe(1);
    expect(file.conversations.map(({ events }) => events.length)).toEqual([3, 3]);
    expect(file.conversations.map(({ droppedEvents }) => droppedEvents)).toEqual([3, 1]);
    const [request] = file.conversations.flatMap(({ events }) => events).filter(({ bytes }) => bytes);
    expect(request?.bytes?.latin1).toBe('GET http:/');
    expect(file.programs[0]?.droppedOutputBytes).toBeGreaterThan(100);
    expect(file.droppedPackets).toBe(1);
  });

  it('keeps no more bytes in all than allowed', () => {
    const file = toTranscriptFile(observed, { ...defaultCaps, bytesInAll: 100 });
    const kept = file.conversations
      .flatMap(({ events }) => events)
      .reduce((sum, { bytes }) => sum + (bytes ? readBytes(bytes).length : 0), 0);
    expect(kept).toBe(100);
  });
});
