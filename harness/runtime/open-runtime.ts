import { missingTool } from './agent/program/command.ts';
import { EnvironmentError } from './errors.ts';
import { namespaceTools } from './namespace/mend-namespaces.ts';
import { openNamespaceRuntime } from './namespace/namespace-runtime.ts';
import { openProcessRuntime } from './process/process-runtime.ts';
import type { Runtime, RuntimeName } from './runtime.ts';

/**
 * @param notify is told how long preparations go on, by default on standard error
 * @throws EnvironmentError when this machine cannot run it, with the one command that mends it
 */
export async function openRuntime(name: RuntimeName, notify = sayOnStandardError): Promise<Runtime> {
  if (name === 'process') return openProcessRuntime();
  if (name === 'docker') {
    // Its client takes a third of a second to load, which only those shall wait for who use it.
    const { openDockerRuntime } = await import('./docker/docker-runtime.ts');
    return openDockerRuntime(notify);
  }
  const missing = await missingTool(Object.keys(namespaceTools), []);
  if (process.platform !== 'linux') {
    throw new EnvironmentError(
      'no-namespaces',
      'Worlds of namespaces need Linux; use `--runtime docker` here.',
    );
  }
  if (missing !== undefined) {
    const mend = `sudo apt-get install ${[...new Set(Object.values(namespaceTools))].join(' ')}`;
    throw new EnvironmentError('missing-tool', `Cannot make a world: ${missing} is missing. Run: ${mend}`);
  }
  return openNamespaceRuntime();
}

function sayOnStandardError(text: string): void {
  process.stderr.write(`grade: ${text}\n`);
}
