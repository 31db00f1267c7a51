import type { ProgramPlan } from '../../program/types.ts';
import type { PartSetup } from '../runtime.ts';

/** A part that a server in Python plays. */
export const serverPart: PartSetup = {
  id: 'server',
  role: 'server',
  transport: 'tcp',
  needsRawSockets: false,
};

/** The plan of a program of one file, `main.py`, that reads no arguments. */
export function pythonPlan(root: string): ProgramPlan {
  return {
    part: 'server',
    language: 'python3',
    entry: 'main.py',
    root,
    cwd: '.',
    command: ['python3', 'main.py'],
    candidates: [{ args: [], why: 'it reads no arguments' }],
    env: {},
    prompts: [],
    expectedPorts: [],
    expectedHosts: [],
    folders: [],
    documentFolders: ['.'],
    readsFilesNamed: [],
    why: 'the only program',
    notes: [],
    needs: ['python3'],
  };
}
