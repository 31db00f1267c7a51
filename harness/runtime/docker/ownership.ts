import { hostname } from 'node:os';
import type Dockerode from 'dockerode';
import { isRunning } from '../run-folder.ts';
import { statusOf } from './engine.ts';

const ownerLabel = 'grade.owner';
const ownerPattern = /^(.*)\/(\d+)$/;

/** Labels of all that this process makes in an engine: they tell whose it is, and whether its owner is still there. */
export function ownLabels(): Record<string, string> {
  return { [ownerLabel]: `${hostname()}/${process.pid}` };
}

/**
 * Removes what runs of this machine left in the engine that were ended without a chance to tidy up: containers that were
 * created and never started, and volumes.
 * @returns their names
 */
export async function sweepEngine(engine: Dockerode): Promise<readonly string[]> {
  const filters = { label: [ownerLabel] };
  const containers = await engine.listContainers({ all: true, filters });
  const { Volumes: volumes } = await engine.listVolumes({ filters });
  const swept: string[] = [];
  for (const { Id, Labels } of containers) {
    if (isLeftBehind(Labels[ownerLabel]) && (await removed(engine.getContainer(Id))))
      swept.push(Id.slice(0, 12));
  }
  for (const { Name, Labels } of volumes ?? []) {
    if (isLeftBehind(Labels?.[ownerLabel]) && (await removed(engine.getVolume(Name)))) swept.push(Name);
  }
  return swept;
}

function isLeftBehind(owner: string | undefined): boolean {
  const [, host, pid] = ownerPattern.exec(owner ?? '') ?? [];
  return host === hostname() && !isRunning(Number(pid));
}

/** Removes it; false when somebody else does so already, or still uses it. */
async function removed(what: { remove(options: { force: boolean }): Promise<unknown> }): Promise<boolean> {
  try {
    await what.remove({ force: true });
    return true;
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 409) return false;
    throw error;
  }
}
