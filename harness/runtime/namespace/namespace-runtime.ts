import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { AgentConfig } from '../agent/config.ts';
import { childAgent } from '../agent-process.ts';
import { AgentSlot } from '../agent-slot.ts';
import { appFolder, nodePrefix, rawSocketFolder } from '../product-paths.ts';
import { createRunFolder } from '../run-folder.ts';
import type { Runtime, Slot } from '../runtime.ts';
import { findPython2 } from '../tools.ts';
import { type SlotMounts, slotCommand } from './slot-command.ts';

const agentFile = 'harness/runtime/agent/main.ts';

/** Worlds made of Linux namespaces: two hosts and a wire, no root needed. */
export async function openNamespaceRuntime(): Promise<Runtime> {
  const [runFolder, python2] = await Promise.all([createRunFolder(), findPython2()]);
  const mounts: SlotMounts = {
    '/grade/app': appFolder,
    '/grade/node': nodePrefix(),
    '/grade/modules/raw-socket': rawSocketFolder(),
    ...(python2 && { '/grade/python2': python2.prefix }),
  };
  const config: AgentConfig = {
    runtime: 'namespace',
    appFolder: '/grade/app',
    runFolder: '/grade/run/shared',
    workFolder: '/work',
    toolFolders: ['/grade/node/bin', ...(python2 ? ['/grade/python2/bin'] : [])],
    toolEnvironment: python2 ? { python2: { LD_LIBRARY_PATH: '/grade/python2/lib' } } : {},
    modulesFolder: '/grade/modules',
  };
  const argv = [
    '/grade/node/bin/node',
    '--disable-warning=ExperimentalWarning',
    '--single-threaded-gc',
    `/grade/app/${agentFile}`,
  ];
  return {
    name: 'namespace',
    isIsolated: true,
    maxSlots: 64,
    runFolder: `${runFolder}/shared`,
    openSlot(): Promise<Slot> {
      const [file = '', ...args] = slotCommand(mounts, runFolder, argv, process.getuid?.() === 0);
      const agent = childAgent(spawn(file, args, { stdio: 'pipe', cwd: '/' }));
      return AgentSlot.open(agent, config);
    },
    async [Symbol.asyncDispose]() {
      await rm(runFolder, { recursive: true, force: true });
    },
  };
}
