import type { Packet } from '../../wire/packet.ts';
import type { Conversation } from '../../wire/transcript.ts';

/**
 * Where nothing can be captured, the datagrams that our own sockets saw stand for the wire: right in order and bytes,
 * a little late in time.
 */
export function packetsFromTranscript(transcript: readonly Conversation[]): readonly Packet[] {
  return transcript
    .filter(({ protocol }) => protocol === 'udp')
    .flatMap(datagramsOf)
    .sort((a, b) => a.atMs - b.atMs)
    .map((packet, index) => ({ ...packet, number: index + 1 }));
}

function datagramsOf({ events, dialled, openedBy }: Conversation): Omit<Packet, 'number'>[] {
  const dialledPort = Number(dialled.split(':').at(-1));
  return events
    .filter(({ kind, from }) => kind === 'datagram' || (kind === 'lost' && from === 'program'))
    .map(({ atMs, from, bytes = new Uint8Array() }) => ({
      atMs,
      from,
      source: '127.0.0.1',
      destination: '127.0.0.1',
      ttl: 64,
      protocol: 17,
      payload: bytes,
      udp: {
        sourcePort: from === openedBy ? 0 : dialledPort,
        destinationPort: from === openedBy ? dialledPort : 0,
        data: bytes,
      },
    }));
}
