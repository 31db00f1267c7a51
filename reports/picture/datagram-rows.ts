import type { StoredConversation, StoredEvent, StoredPacket } from '../transcript-file.ts';
import { messageWords, sizeWords } from './event-words.ts';
import type { LadderRow } from './ladder-row.ts';
import { oddAnswers } from './late-answers.ts';

/** The rows of one flow of datagrams or ICMP messages. */
export function datagramRows(
  conversation: StoredConversation,
  packets: ReadonlyMap<StoredEvent, StoredPacket>,
): LadderRow[] {
  const odd = oddAnswers(conversation, (event) => packets.get(event)?.atMs ?? event.atMs);
  return conversation.events.flatMap((event, index): LadderRow[] => {
    const packet = packets.get(event);
    const base = {
      atMs: packet?.atMs ?? event.atMs,
      from: event.from,
      lane: conversation.openedBy === 'program' ? ('called' as const) : ('caller' as const),
      conversation: conversation.id,
      events: [index],
      packets: packet ? [packet.number] : [],
    };
    if (event.kind === 'datagram' || event.kind === 'lost') {
      const { isLate = false, detail = detailOf(event, index, conversation) } = odd.get(event) ?? {};
      const words = messageWords([event], conversation);
      return [{ ...base, kind: event.kind === 'lost' ? 'lost' : 'message', words, detail, isLate }];
    }
    // The name server's notes stand in its answers.
    const isRemark = event.kind === 'error' || (event.kind === 'note' && conversation.peer !== 'dns');
    return isRemark && event.text !== undefined ? [{ ...base, kind: 'note', words: event.text }] : [];
  });
}

function detailOf(event: StoredEvent, index: number, { openedBy, events }: StoredConversation): string {
  if (event.kind === 'lost') return 'lost on the way';
  const size = sizeWords([event], 1);
  if (openedBy !== 'peer' || event.from !== 'peer') return size;
  const next = events.slice(index + 1).find(({ kind }) => kind === 'datagram');
  return next?.from !== 'program' ? `${size}, not answered` : size;
}
