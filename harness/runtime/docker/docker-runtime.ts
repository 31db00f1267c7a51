import { rm } from 'node:fs/promises';
import path from 'node:path';
import type Dockerode from 'dockerode';
import type { AgentConfig } from '../agent/config.ts';
import { bwrapCommand } from '../namespace/slot-command.ts';
import { createRunFolder } from '../run-folder.ts';
import type { PrepareJob, Runtime } from '../runtime.ts';
import { AttachedContainer } from './attached-container.ts';
import { DockerSlot } from './docker-slot.ts';
import { connectEngine, engineFailure } from './engine.ts';
import { type Notify, provideImage } from './image.ts';
import { benchRecipe, peerRecipes } from './image-recipe.ts';
import { sweepEngine } from './ownership.ts';
import { startPeerContainer } from './peer-container.ts';
import { openRunVolume } from './run-volume.ts';

const runFolderInside = '/grade/run';
/** Folders of the image, by the name that they have in a slot. */
const mounts = {
  '/grade/app': '/grade/app',
  '/grade/node': '/usr/local',
  '/grade/python2': '/grade/python2',
  '/grade/modules/raw-socket': '/grade/app/node_modules/raw-socket',
};
const agent = [
  ...['/grade/node/bin/node', '--disable-warning=ExperimentalWarning', '--single-threaded-gc'],
  '/grade/app/harness/runtime/agent/main.ts',
];
const command = bwrapCommand(mounts, runFolderInside, agent, ['bin', 'sbin', 'lib', 'lib64']);

/**
 * The worlds of the namespace runtime, each in a container of its own without a network: a second wall, and the same world
 * wherever a Docker engine runs. The larger peers have containers too, which join the world.
 * @throws EnvironmentError when there is no engine, or an image cannot be built
 */
export async function openDockerRuntime(notify: Notify): Promise<Runtime> {
  const engine = await connectEngine();
  await sweepEngine(engine);
  const image = await provideImage(engine, benchRecipe, notify);
  const peerImages = {
    'smtp-server': await provideImage(engine, peerRecipes['smtp-server'], notify),
    'udp-echo': await provideImage(engine, peerRecipes['udp-echo'], notify),
    origin: await provideImage(engine, peerRecipes.origin, notify),
  };
  const runFolder = await createRunFolder();
  const volume = await openRunVolume(engine, path.basename(runFolder));
  const placed: PrepareJob[] = [];
  return {
    name: 'docker',
    isIsolated: true,
    maxSlots: 64,
    runFolder: path.join(runFolder, 'shared'),
    async openSlot() {
      const bench = await openBench(engine, image, volume.name);
      return DockerSlot.open({
        bench,
        config,
        runFolder: path.join(runFolder, 'shared'),
        startPeer: (peer) => startPeerContainer(engine, peerImages[peer], peer, bench.containerId),
        placed,
      });
    },
    async [Symbol.asyncDispose]() {
      await rm(runFolder, { recursive: true, force: true });
      await volume[Symbol.asyncDispose]();
    },
  };
}

const config: AgentConfig = {
  runtime: 'docker',
  appFolder: '/grade/app',
  runFolder: runFolderInside,
  workFolder: '/work',
  toolFolders: ['/grade/node/bin', '/grade/python2/bin'],
  toolEnvironment: { python2: { LD_LIBRARY_PATH: '/grade/python2/lib' } },
  modulesFolder: '/grade/modules',
};

async function openBench(engine: Dockerode, image: string, runVolume: string) {
  const container = new AttachedContainer(engine, {
    image,
    command,
    memoryBytes: 6 * 2 ** 30,
    processes: 2000,
    host: {
      Mounts: [{ Type: 'volume', Source: runVolume, Target: runFolderInside }],
      // Bubblewrap mounts a /proc of its own, which the kernel allows only where nothing of the old one is covered.
      MaskedPaths: [],
      ReadonlyPaths: [],
    },
  });
  return container.open().catch((error: unknown) => {
    throw engineFailure('start a container', error);
  });
}
