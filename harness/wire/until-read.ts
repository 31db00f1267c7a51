import type { Socket } from 'node:net';

/** A TCP connection between the program and us. */
export interface ConnectionPorts {
  readonly programPort: number;
  readonly peerPort: number;
}

/**
 * Waits until the program has taken all that was sent to it on a connection, so that what is sent next comes to it as
 * another piece, however slow the machine is.
 * @returns false when it has not in good time, or when nobody can tell
 */
export type UntilRead = (connection: ConnectionPorts) => Promise<boolean>;

/** Of a connection of ours: asks once whether the first that was sent was read, whoever wants to know it how often. */
export function firstReadOf(socket: Socket, untilRead: UntilRead | undefined): () => Promise<boolean> {
  let answer: Promise<boolean> | undefined;
  return () => {
    answer ??= askFor(socket, untilRead);
    return answer;
  };
}

async function askFor(socket: Socket, untilRead: UntilRead | undefined): Promise<boolean> {
  const { remotePort, localPort } = socket;
  if (untilRead === undefined || remotePort === undefined || localPort === undefined) return false;
  const { promise: gone, resolve } = Promise.withResolvers<boolean>();
  const onClose = () => resolve(false);
  socket.once('close', onClose);
  const isRead = untilRead({ programPort: remotePort, peerPort: localPort });
  return Promise.race([isRead, gone]).finally(() => socket.off('close', onClose));
}
