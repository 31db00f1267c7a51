import type { ConnectionPorts } from '../../wire/until-read.ts';
import { readSocketTable, type SocketRow, tcpState } from './socket-table.ts';

/**
 * Whether a program has read all that we sent to it on a connection.
 * @param pid a process in the program's network namespace
 */
export function hasRead(pid: number, { programPort, peerPort }: ConnectionPorts): boolean {
  const its = findConnection(pid, programPort, peerPort);
  if (its === undefined || its.unread > 0) return false;
  // What has not arrived yet is not waiting there to be read.
  const ours = findConnection('self', peerPort, programPort);
  return ours !== undefined && ours.unacknowledged === 0;
}

function findConnection(pid: number | 'self', localPort: number, remotePort: number): SocketRow | undefined {
  for (const table of ['tcp', 'tcp6'] as const) {
    const row = readSocketTable(pid, table).find(
      (each) => each.localPort === localPort && each.remotePort === remotePort && isOpen(each),
    );
    if (row) return row;
  }
  return undefined;
}

function isOpen({ state }: SocketRow): boolean {
  return state !== tcpState.synReceived && state !== tcpState.timeWait;
}
