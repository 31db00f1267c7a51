import { once } from 'node:events';
import type Dockerode from 'dockerode';
import type { RemotePeerName } from '../../../containers/control/orders.ts';
import { InfrastructureError } from '../errors.ts';
import { AttachedContainer, type AttachedProcess } from './attached-container.ts';
import { engineFailure } from './engine.ts';

const control = '/grade/app/containers/control';

/**
 * Starts a peer in a container of its own, in the world of a bench, and waits until it takes orders.
 * @throws InfrastructureError when it ends before
 */
export async function startPeerContainer(
  engine: Dockerode,
  image: string,
  peer: RemotePeerName,
  benchId: string,
): Promise<AttachedProcess> {
  const container = new AttachedContainer(engine, {
    image,
    command: ['sh', `${control}/join-world.sh`, 'node', `${control}/main.ts`, peer],
    memoryBytes: 512 * 2 ** 20,
    processes: 100,
    // It enters the world by the process that holds it, which it therefore has to see.
    host: { PidMode: `container:${benchId}` },
  });
  const started = await container.open().catch((error: unknown) => {
    throw engineFailure(`start the peer ${peer}`, error);
  });
  let words = '';
  started.errors.on('data', (bytes: Buffer) => {
    words = (words + bytes).slice(-2000);
  });
  const ready = once(started.output, 'data').then(() => undefined);
  const problem = await Promise.race([ready, started.gone]);
  if (problem === undefined) return started;
  throw new InfrastructureError('no-peer', `The peer ${peer} did not start: ${problem}. ${words.trim()}`);
}
