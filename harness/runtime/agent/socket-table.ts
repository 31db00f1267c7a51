import { readProc } from './process-tree.ts';

/** A line of the kernel's table of sockets. */
export interface SocketRow {
  /** As the kernel prints it: hexadecimal, words of 32 bits in host order. */
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly state: string;
  /** Bytes that the other side has not acknowledged. */
  readonly unacknowledged: number;
  /** Bytes that came and were not read. */
  readonly unread: number;
  readonly inode: string;
}

/** States of TCP, as the tables name them. */
export const tcpState = { synReceived: '03', timeWait: '06', listen: '0A' } as const;

/**
 * Sockets in the network namespace of a process; none when it is gone.
 * @see https://www.kernel.org/doc/Documentation/networking/proc_net_tcp.txt
 */
export function readSocketTable(
  pid: number | 'self',
  table: 'tcp' | 'tcp6' | 'udp' | 'udp6',
): readonly SocketRow[] {
  return parseSocketTable(readProc(`/proc/${pid}/net/${table}`));
}

/** Exported for tests. */
export function parseSocketTable(text: string): readonly SocketRow[] {
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, local = '', remote = '', state = '', queues = '', , , , , inode = ''] = line
        .trim()
        .split(/\s+/);
      const [localAddress = '', localPort = ''] = local.split(':');
      const [remoteAddress = '', remotePort = ''] = remote.split(':');
      const [unacknowledged = '', unread = ''] = queues.split(':');
      return {
        localAddress,
        localPort: Number.parseInt(localPort, 16),
        remoteAddress,
        remotePort: Number.parseInt(remotePort, 16),
        state,
        unacknowledged: Number.parseInt(unacknowledged, 16),
        unread: Number.parseInt(unread, 16),
        inode,
      };
    });
}
