import { type Duplex, PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import type { AgentProcess } from '../agent-process.ts';
import { statusOf } from './engine.ts';

const patienceMs = 2000;
const betweenPingsMs = 200;
/** Exit status of what was ended by SIGKILL. */
const killed = 137;

/**
 * The first process of a container, over the standard streams that the engine holds. Attached before the start, so that
 * nothing is missed; when this process goes away, so does its standard input, and with it the container.
 */
export async function attachAgent(engine: Dockerode, id: string): Promise<AgentProcess> {
  const container = engine.getContainer(id);
  const wishes = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true };
  // What its types call a pair of streams is a socket.
  const stream = (await container.attach(wishes)) as Duplex;
  const output = new PassThrough();
  const errors = new PassThrough();
  engine.modem.demuxStream(stream, output, errors);
  const exited: Promise<number | undefined> = container.wait({ condition: 'next-exit' }).then(
    ({ StatusCode }: { StatusCode: number }) => StatusCode,
    () => undefined,
  );
  const closed = new Promise<void>((resolve) => {
    stream
      .on('close', resolve)
      .on('end', resolve)
      .on('error', () => resolve());
  });
  let isOurDoing = false;
  return {
    input: stream,
    output,
    errors,
    gone: Promise.race([exited, closed]).then(() =>
      isOurDoing ? 'its container was removed' : howItEnded(engine, exited),
    ),
    async kill() {
      isOurDoing = true;
      stream.end();
      await container.remove({ force: true }).catch((error: unknown) => {
        // Gone, or going by itself. Without an engine there is nothing that could be removed.
        if (statusOf(error) !== 404 && statusOf(error) !== 409 && statusOf(error) !== undefined) throw error;
      });
      await container.wait({ condition: 'removed' }).catch(() => undefined);
    },
  };
}

async function howItEnded(engine: Dockerode, exited: Promise<number | undefined>): Promise<string> {
  const clock = new AbortController();
  const late = wait(patienceMs, undefined, { signal: clock.signal }).catch(() => undefined);
  const code = await Promise.race([exited, late]);
  clock.abort();
  if (code !== undefined && code !== killed) return `its container ended (${code})`;
  // An engine that is told to stop first kills its containers.
  if (await isStopping(engine, code === killed ? patienceMs : 0)) return 'the Docker engine stopped';
  return code === killed
    ? 'its container was killed: from outside, or because it used up its memory'
    : 'the connection to its container was lost';
}

/** Whether the engine does not answer, or ceases to within this time. */
async function isStopping(engine: Dockerode, withinMs: number): Promise<boolean> {
  const untilMs = performance.now() + withinMs;
  for (;;) {
    const isThere = await engine.ping().then(
      () => true,
      () => false,
    );
    if (!isThere || performance.now() >= untilMs) return !isThere;
    await wait(betweenPingsMs);
  }
}
