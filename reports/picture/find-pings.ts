import { readBytes } from '../stored-bytes.ts';
import type { StoredConversation, StoredEvent } from '../transcript-file.ts';

/** One request of a pinger with the answers that were made to it, oldest first. */
export interface Ping {
  readonly request: StoredEvent;
  readonly answers: readonly StoredEvent[];
}

/** The pings of a conversation that the program began with something that echoes; none for any other. */
export function findPings(conversation: StoredConversation): Ping[] {
  if (conversation.openedBy !== 'program' || conversation.peer === 'dns') return [];
  if (conversation.protocol === 'icmp') return pingsOf(conversation, icmpKey, icmpKey);
  if (conversation.protocol === 'udp') return pingsOf(conversation, echoKey, echoKey);
  return [];
}

type KeyOf = (event: StoredEvent) => string | undefined;

function pingsOf({ events }: StoredConversation, requestKey: KeyOf, answerKey: KeyOf): Ping[] {
  const pings: { request: StoredEvent; answers: StoredEvent[] }[] = [];
  const open = new Map<string, (typeof pings)[number]>();
  for (const event of events) {
    const isSent = event.from === 'program' && (event.kind === 'datagram' || event.kind === 'lost');
    const key = isSent ? requestKey(event) : answerKey(event);
    if (isSent) {
      const ping = { request: event, answers: [] };
      pings.push(ping);
      if (key !== undefined) open.set(key, ping);
    } else if (event.kind === 'datagram' && key !== undefined) open.get(key)?.answers.push(event);
  }
  return pings;
}

/** An echo has the bytes of its request, in capitals or not. */
function echoKey({ bytes }: StoredEvent): string | undefined {
  return bytes && Buffer.from(readBytes(bytes)).toString('latin1').toLowerCase();
}

/** `id 0x0002 seq 3` of an echo request and of a whole reply; nothing for what is damaged or of another type. */
function icmpKey({ text = '' }: StoredEvent): string | undefined {
  return /^echo (?:request|reply) (id \S+ seq \d+)(?!\d| \()/.exec(text)?.[1];
}
