import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { StartInputs } from '../../../engine/world.ts';
import { fillPlaceholders } from '../../../program/fill.ts';
import type { ProgramPlan } from '../../../program/types.ts';

/** Where interpreters and compilers are looked for, besides the tool folders. */
const systemFolders = ['/usr/bin', '/bin', '/usr/local/bin', '/usr/local/go/bin', '/usr/sbin'];

/** The search path of programs and of our own look-ups. A real `/usr/bin/python3` comes before any shim. */
export function searchPath(toolFolders: readonly string[]): string {
  return [...toolFolders, ...systemFolders].join(':');
}

/** The first of these tools that is nowhere on the search path. */
export async function missingTool(
  tools: readonly string[],
  toolFolders: readonly string[],
): Promise<string | undefined> {
  for (const tool of tools) {
    const places = searchPath(toolFolders)
      .split(':')
      .map((folder) => path.join(folder, tool));
    const found = await Promise.all(places.map(isExecutable));
    if (!found.includes(true)) return tool;
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The words of the command, with the inputs in the place of placeholders. An option for which there is none is left out. */
export function argumentsOf(plan: ProgramPlan, candidate: number, inputs: StartInputs): string[] {
  const args = plan.candidates[candidate]?.args ?? [];
  const filled = args.map((word) => fillPlaceholders(word, inputs));
  const isEmpty = (at: number) =>
    args[at] !== '' && filled[at] === '' && /^--?[a-z]/.test(args[at - 1] ?? '');
  const given = filled.filter((_, at) => !isEmpty(at) && !isEmpty(at + 1));
  return [...plan.command.map((word) => fillPlaceholders(word, inputs)), ...given];
}

/** As one would type it in a shell. */
export function asTyped(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
