import { storeBytes } from '../stored-bytes.ts';
import type { StoredConversation, StoredEvent, StoredPacket, TranscriptFile } from '../transcript-file.ts';

/** `[ms, from, kind, words]`: an event with these bytes, or, without a kind that has bytes, with these words. */
export type EventLine = readonly [number, StoredEvent['from'], StoredEvent['kind'], string?, string?];

/** A conversation written as lines; the fifth field is what its peer says of it. */
export function conversationOf(
  head: Omit<StoredConversation, 'events' | 'droppedEvents'>,
  lines: readonly EventLine[],
): StoredConversation {
  const events = lines.map(([atMs, from, kind, words, text]): StoredEvent => {
    const hasBytes = kind === 'data' || kind === 'datagram' || kind === 'lost';
    if (!hasBytes) return { atMs, from, kind, ...(words !== undefined && { text: words }) };
    const bytes = storeBytes(Buffer.from(words ?? ''), 10_000);
    return { atMs, from, kind, bytes, ...(text !== undefined && { text }) };
  });
  return { ...head, events, droppedEvents: 0 };
}

/** Packets in order, numbered from 1: `[ms, from, source, destination, summary]`. */
export function packetsOf(
  lines: readonly (readonly [number, StoredPacket['from'], string, string, string])[],
): StoredPacket[] {
  return lines.map(([atMs, from, source, destination, summary], index) => ({
    number: index + 1,
    atMs,
    from,
    source,
    destination,
    summary,
  }));
}

/** A stored scenario with these parts and nothing else. */
export function scenarioOf(parts: Partial<TranscriptFile>): TranscriptFile {
  return {
    schema: 'grade/scenario/v1',
    scenario: 'story',
    conversations: [],
    droppedConversations: 0,
    programs: [],
    packets: [],
    droppedPackets: 0,
    ...parts,
  };
}

/** One start of a program that printed these chunks, and ended by itself. */
export function programOf(
  printed: readonly (readonly [number, string])[],
): TranscriptFile['programs'][number] {
  return {
    command: 'python3 client.py',
    startedAtMs: 10,
    isUp: true,
    listening: [],
    answers: [],
    output: printed.map(([atMs, words]) => ({
      atMs,
      stream: 'stdout' as const,
      bytes: storeBytes(Buffer.from(words), 10_000),
    })),
    droppedOutputBytes: 0,
    exit: { atMs: 9_000, code: 0, isOurDoing: false },
  };
}
