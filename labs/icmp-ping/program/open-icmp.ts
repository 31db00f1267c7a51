import { readFileSync } from 'node:fs';
import { openDatagramIcmp } from './datagram-icmp.ts';
import type { IcmpPeer, IcmpSocket } from './icmp-socket.ts';
import { openRawIcmp } from './raw-icmp.ts';
import { SetupError } from './setup-error.ts';

/** `any`: a raw socket, or where that is not allowed a datagram socket. */
export const socketKinds = ['any', 'raw', 'datagram'] as const;
export type SocketKind = (typeof socketKinds)[number];

/** Linux lists here, as first and last, the groups that may open datagram ICMP sockets. It holds for IPv6, too. */
const groupRangeFile = '/proc/sys/net/ipv4/ping_group_range';

/** @throws SetupError when there is no such socket to be had; it says what would change that */
export async function openIcmp(peer: IcmpPeer, kind: SocketKind): Promise<IcmpSocket> {
  const raw = kind === 'datagram' ? undefined : openRawIcmp(peer);
  if (raw) return raw;
  if (kind !== 'raw' && mayOpenDatagramIcmp()) return openDatagramIcmp(peer.address);
  throw new SetupError(
    [
      `not permitted to open ${whatWasTried[kind]}. Do one of these:`,
      '  run it as root:  sudo node main.ts ...',
      '  give this Node.js, and so whatever it runs, the capability CAP_NET_RAW, which raw sockets take:',
      `    sudo setcap cap_net_raw+ep "${process.execPath}"`,
      '  let every group open datagram ICMP sockets (Linux):',
      '    sudo sysctl -w net.ipv4.ping_group_range="0 2147483647"',
    ].join('\n'),
  );
}

const whatWasTried: Readonly<Record<SocketKind, string>> = {
  any: 'an ICMP socket, neither a raw nor a datagram one',
  raw: 'a raw ICMP socket',
  datagram: 'a datagram ICMP socket',
};

function mayOpenDatagramIcmp(): boolean {
  try {
    const [first = 1, last = 0] = readFileSync(groupRangeFile, 'utf8').trim().split(/\s+/).map(Number);
    const groups = [process.getegid?.() ?? -1, ...(process.getgroups?.() ?? [])];
    return groups.some((group) => group >= first && group <= last);
  } catch {
    return false;
  }
}
