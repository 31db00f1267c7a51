import { mendKernel, mendNamespaces } from './namespace/mend-namespaces.ts';
import type { RuntimeName } from './runtime.ts';

/** The runtime for who did not ask for one: namespaces where they work, else docker where an engine answers. */
export async function chooseRuntime(): Promise<RuntimeName> {
  const isLinux = process.platform === 'linux';
  if (isLinux && (await mendNamespaces()) === undefined) return 'namespace';
  // A kernel that forbids user namespaces forbids them to containers too.
  if (isLinux && (await mendKernel()) !== undefined) return 'namespace';
  const { whyNoEngineHere } = await import('./docker/engine.ts');
  if ((await whyNoEngineHere()) === undefined) return 'docker';
  // Neither: the one that is usual here says what it lacks.
  return isLinux ? 'namespace' : 'docker';
}
