import { setTimeout as wait } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import { engineFailure, statusOf } from './engine.ts';
import { ownLabels } from './ownership.ts';

const removalTries = 25;
const betweenTriesMs = 200;

/** What the slots of a run share: the programs that one has built and others play. */
export interface RunVolume extends AsyncDisposable {
  readonly name: string;
}

/** @throws InfrastructureError */
export async function openRunVolume(engine: Dockerode, name: string): Promise<RunVolume> {
  await engine.createVolume({ Name: name, Labels: ownLabels() }).catch((error: unknown) => {
    throw engineFailure('make a volume', error);
  });
  return { name, [Symbol.asyncDispose]: () => remove(engine.getVolume(name)) };
}

/** The engine lets go of it a moment after the last container is gone. An engine that stopped keeps it for the next sweep. */
async function remove(volume: Dockerode.Volume): Promise<void> {
  for (let tries = 0; tries < removalTries; tries++) {
    const status = await volume.remove().then(() => undefined, statusOf);
    if (status !== 409) return;
    await wait(betweenTriesMs);
  }
}
