import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { childAgent } from '../agent-process.ts';
import { AgentSlot } from '../agent-slot.ts';
import { appFolder, nodePrefix, rawSocketFolder } from '../product-paths.ts';
import { createRunFolder } from '../run-folder.ts';
import type { Runtime, Slot } from '../runtime.ts';
import { findPython2 } from '../tools.ts';

/**
 * No isolation: programs run with the rights of who called. One at a time, since they share the ports of this machine.
 */
export async function openProcessRuntime(): Promise<Runtime> {
  const [runFolder, python2] = await Promise.all([createRunFolder(), findPython2()]);
  const agent = path.join(appFolder, 'harness/runtime/agent/main.ts');
  return {
    name: 'process',
    isIsolated: false,
    maxSlots: 1,
    runFolder: path.join(runFolder, 'shared'),
    async openSlot(): Promise<Slot> {
      const workFolder = await mkdtemp(path.join(runFolder, 'work-'));
      const child = spawn(process.execPath, [agent], { stdio: 'pipe' });
      return AgentSlot.open(childAgent(child), {
        runtime: 'process',
        appFolder,
        runFolder: path.join(runFolder, 'shared'),
        workFolder,
        toolFolders: [path.join(nodePrefix(), 'bin'), ...(python2 ? [path.join(python2.prefix, 'bin')] : [])],
        toolEnvironment: {},
        modulesFolder: path.dirname(rawSocketFolder()),
      });
    },
    async [Symbol.asyncDispose]() {
      await rm(runFolder, { recursive: true, force: true });
    },
  };
}
