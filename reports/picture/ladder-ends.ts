import type { TranscriptFile } from '../transcript-file.ts';
import type { LadderRow, Lane } from './ladder-row.ts';
import { readPacket } from './read-packet.ts';

/** A host of the picture: a line downward. */
export interface LadderEnd {
  readonly lane: Lane | 'program';
  readonly name: string;
  /** `10.0.0.2`, `smtp.gmail.com:465`, `3 addresses`. */
  readonly address: string;
}

const dnsPort = 53;
const names: Readonly<Record<string, string>> = {
  'udp-echo': 'Echo server',
  'icmp-responder': 'The pinged host',
  'smtp-server': 'Mail server',
  origin: 'Origin server',
  browser: 'Our browser',
};

/** The hosts from left to right: the program, what it calls on its right, and who calls it where that is free. */
export function ladderEnds(rows: readonly LadderRow[], file: TranscriptFile): LadderEnd[] {
  const lanes = new Set(rows.filter(isOnWire).map(({ lane }) => lane));
  const program: LadderEnd = { lane: 'program', name: 'Your program', address: '10.0.0.2' };
  const caller: LadderEnd = { lane: 'caller', name: nameOf(file, 'peer'), address: '10.0.0.1' };
  const called: LadderEnd = {
    lane: 'called',
    name: nameOf(file, 'program'),
    address: dialledWords(file),
  };
  if (lanes.has('caller')) return lanes.has('called') ? [caller, program, called] : [program, caller];
  return [program, called];
}

function isOnWire({ kind }: LadderRow): boolean {
  return kind !== 'printed' && kind !== 'started' && kind !== 'ended';
}

function nameOf({ conversations }: TranscriptFile, openedBy: 'program' | 'peer'): string {
  const peers = new Set(
    conversations.filter((each) => each.openedBy === openedBy && each.peer !== 'dns').map(({ peer }) => peer),
  );
  const [only, ...others] = peers;
  const common = openedBy === 'peer' ? 'Our clients' : 'The Internet';
  return only === undefined || others.length > 0 ? common : (names[only] ?? common);
}

/** What the program dialled, by name where it had asked for one. */
function dialledWords({ conversations, packets }: TranscriptFile): string {
  const byAddress = new Map<string, string>();
  for (const { events } of conversations.filter(({ peer }) => peer === 'dns')) {
    for (const { text = '' } of events) {
      const [, name, address] = /^A (\S+): ([\d.]+)$/.exec(text) ?? [];
      if (name !== undefined && address !== undefined) byAddress.set(address, name);
    }
  }
  const nameOfHost = (host: string) => byAddress.get(host) ?? host;
  const ours = conversations.filter(({ openedBy, peer }) => openedBy === 'peer' && peer !== 'dns');
  const own = new Set(ours.map(({ dialled }) => Number(dialled.slice(dialled.lastIndexOf(':') + 1))));
  const dialled = packets.flatMap((packet) => {
    const parts = readPacket(packet);
    if (packet.from !== 'program' || parts.protocol === 'other') return [];
    const host = nameOfHost(packet.destination);
    if (parts.protocol === 'icmp') return parts.type === 8 ? [host] : [];
    const isCall = parts.protocol === 'udp' || (parts.flags.has('SYN') && !parts.flags.has('ACK'));
    const isOther = parts.destinationPort === dnsPort || own.has(parts.sourcePort);
    return isCall && !isOther ? [`${host}:${parts.destinationPort}`] : [];
  });
  const [only, ...others] = new Set(dialled.length > 0 ? dialled : dialledOf(conversations));
  if (only === undefined) return '';
  return others.length === 0 ? only : `${others.length + 1} addresses`;
}

/** Where nothing was captured. */
function dialledOf(conversations: TranscriptFile['conversations']): string[] {
  return conversations
    .filter(({ openedBy, peer }) => openedBy === 'program' && peer !== 'dns')
    .map(({ dialled }) => dialled);
}
