import { missingTool } from './agent/program/command.ts';
import { EnvironmentError } from './errors.ts';
import { openNamespaceRuntime } from './namespace/namespace-runtime.ts';
import { openProcessRuntime } from './process/process-runtime.ts';
import type { Runtime, RuntimeName } from './runtime.ts';

/** What the namespace runtime starts, and the Debian package that brings it. */
export const namespaceTools: Readonly<Record<string, string>> = {
  bwrap: 'bubblewrap',
  ip: 'iproute2',
  iptables: 'iptables',
  'iptables-restore': 'iptables',
  nsenter: 'util-linux',
  prlimit: 'util-linux',
  python3: 'python3',
};

/** @throws EnvironmentError when this machine cannot run it, with the one command that mends it */
export async function openRuntime(name: RuntimeName): Promise<Runtime> {
  if (name === 'process') return openProcessRuntime();
  const missing = await missingTool(Object.keys(namespaceTools), []);
  if (process.platform !== 'linux') {
    throw new EnvironmentError(
      'no-namespaces',
      'Worlds of namespaces need Linux; use `--runtime process` here.',
    );
  }
  if (missing !== undefined) {
    const mend = `sudo apt-get install ${[...new Set(Object.values(namespaceTools))].join(' ')}`;
    throw new EnvironmentError('missing-tool', `Cannot make a world: ${missing} is missing. Run: ${mend}`);
  }
  return openNamespaceRuntime();
}
