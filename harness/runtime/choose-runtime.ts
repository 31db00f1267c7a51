import { mendKernel, mendNamespaces } from './namespace/mend-namespaces.ts';
import type { RuntimeName } from './runtime.ts';

/** What is looked at; each tells what is missing, or undefined. */
export interface Probes {
  readonly platform: NodeJS.Platform;
  readonly whyNoNamespaces: () => Promise<string | undefined>;
  readonly whyNotInKernel: () => Promise<string | undefined>;
  readonly whyNoEngine: () => Promise<string | undefined>;
}

const thisMachine: Probes = {
  platform: process.platform,
  whyNoNamespaces: mendNamespaces,
  whyNotInKernel: mendKernel,
  // Its client takes a while to load.
  whyNoEngine: async () => (await import('./docker/engine.ts')).whyNoEngineHere(),
};

/** The runtime for who did not ask for one: namespaces where they work, else docker where an engine answers. */
export async function chooseRuntime(probes: Probes = thisMachine): Promise<RuntimeName> {
  const isLinux = probes.platform === 'linux';
  if (isLinux && (await probes.whyNoNamespaces()) === undefined) return 'namespace';
  // A kernel that forbids user namespaces forbids them to containers too.
  if (isLinux && (await probes.whyNotInKernel()) !== undefined) return 'namespace';
  if ((await probes.whyNoEngine()) === undefined) return 'docker';
  // Neither: the one that is usual here says what it lacks.
  return isLinux ? 'namespace' : 'docker';
}
