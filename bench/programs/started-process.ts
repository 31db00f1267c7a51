import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that was started for a measurement, and listens. */
export interface StartedProcess extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
}

/**
 * Starts a server and waits until its port takes connections. Disposing of it ends it.
 * @param args what it is started with, given the port that it is to listen on; may write its configuration first
 * @throws when it ends, or does not listen within ten seconds: with what it printed on standard error
 */
export async function startProcess(
  command: string,
  args: (port: number) => readonly string[] | Promise<readonly string[]>,
): Promise<StartedProcess> {
  const port = await freePort();
  const line = await args(port);
  const child = spawn(command, line, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said = (said + bytes).slice(-4_000);
  });
  const ended = once(child, 'exit');
  let isRunning = true;
  void ended.then(() => {
    isRunning = false;
  });
  const stop = async () => {
    if (!isRunning) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(timer);
  };
  const deadline = Date.now() + 10_000;
  while (!(await accepts(port))) {
    if (!isRunning || Date.now() > deadline) {
      await stop();
      throw new Error(`${command} ${line.join(' ')} does not listen on port ${port}. It said: ${said}`);
    }
    await sleep(50);
  }
  return { pid: child.pid ?? 0, port, [Symbol.asyncDispose]: stop };
}

/** A port of 127.0.0.1 that nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

function accepts(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, '127.0.0.1');
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
