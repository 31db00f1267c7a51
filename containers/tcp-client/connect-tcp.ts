import type { Recorder } from '../../harness/wire/recorder.ts';
import type { UntilRead } from '../../harness/wire/until-read.ts';
import { ReadingSocket } from './reading-socket.ts';
import { SocketClient } from './socket-client.ts';
import type { TcpClient, TcpClientOptions } from './tcp-client.ts';

const timedOut = 'timeout';

/**
 * Opens a connection; a refusal or a time-out (default 5 s) is told by `isConnected` and `connectError`.
 * @param untilRead absent where the program's reading cannot be seen
 */
export async function connectTcp(
  options: TcpClientOptions,
  recorder: Recorder,
  untilRead?: UntilRead,
): Promise<TcpClient> {
  const conversation = recorder.open({
    peer: options.peer ?? 'tcp-client',
    protocol: 'tcp',
    openedBy: 'peer',
    dialled: `${options.host}:${options.port}`,
  });
  const socket = new ReadingSocket();
  const connectError = await dial(socket, options);
  if (connectError === undefined) conversation.event('peer', 'open');
  else if (connectError === timedOut) conversation.event('peer', 'timeout', 'gave up: no connection');
  else conversation.event('peer', 'error', connectError);
  return new SocketClient(socket, conversation, connectError, untilRead);
}

/** @returns the error's code, or undefined once connected */
async function dial(socket: ReadingSocket, options: TcpClientOptions): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const onError = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
  const timer = setTimeout(() => resolve(timedOut), options.connectTimeoutMs ?? 5_000);
  socket.once('error', onError).once('connect', () => resolve(undefined));
  // Each write leaves at once, in a segment of its own.
  const { host, port, localAddress } = options;
  socket.setNoDelay(true).connect({ host, port, ...(localAddress !== undefined && { localAddress }) });
  const failure = await promise.finally(() => clearTimeout(timer));
  if (failure === undefined) socket.off('error', onError);
  else socket.on('error', () => {}).destroy();
  return failure;
}
