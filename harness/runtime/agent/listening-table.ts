import type { ListeningSocket } from '../../engine/observation.ts';
import { readSocketTable, type SocketRow, tcpState } from './socket-table.ts';

/** A socket of the table, with its inode, by which its owner is found. */
export interface TableSocket extends ListeningSocket {
  readonly inode: string;
}

/**
 * Sockets that wait for clients in the network namespace of a process: TCP ones in LISTEN, UDP ones that are bound and
 * not connected. Never probes by connecting: many student servers die of a connection that sends nothing.
 */
export function readListeningTable(pid: number): readonly TableSocket[] {
  return (['tcp', 'tcp6', 'udp', 'udp6'] as const).flatMap((table) =>
    listeningSockets(readSocketTable(pid, table), table.startsWith('tcp') ? 'tcp' : 'udp'),
  );
}

/** Exported for its test. */
export function listeningSockets(rows: readonly SocketRow[], protocol: 'tcp' | 'udp'): TableSocket[] {
  return rows
    .filter(({ state, remoteAddress, remotePort }) =>
      protocol === 'tcp' ? state === tcpState.listen : remotePort === 0 && /^0+$/.test(remoteAddress),
    )
    .map(({ localAddress, localPort, inode }) => ({
      protocol,
      address: decodeAddress(localAddress),
      port: localPort,
      inode,
    }))
    .filter(({ port }) => port > 0);
}

/** The kernel prints addresses as 32-bit words in host order. */
function decodeAddress(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex').reverse()]);
  if (bytes.length === 4) return bytes.join('.');
  const isV4Mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (isV4Mapped) return bytes.slice(12).join('.');
  if (bytes.every((byte) => byte === 0)) return '::';
  if (bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1) return '::1';
  return (hex.match(/.{8}/g) ?? [])
    .map((word) => Buffer.from(word, 'hex').reverse().toString('hex'))
    .join('')
    .replace(/(.{4})(?=.)/g, '$1:');
}
