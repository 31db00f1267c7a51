import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Lab, Mutant, Variant } from '../../harness/engine/lab.ts';
import { appFolder } from '../../harness/runtime/product-paths.ts';

interface ProofProgram extends AsyncDisposable {
  /** A file or a folder, as a student would hand it in. */
  readonly location: string;
}

/**
 * The files of a mutant or variant in a folder of their own.
 * @throws Error when an edit does not find its text exactly once
 */
export async function proofProgram(lab: Lab, program: Mutant | Variant): Promise<ProofProgram> {
  const copy = await mkdtemp(path.join(tmpdir(), `${program.id}-`));
  const dispose = { [Symbol.asyncDispose]: () => rm(copy, { recursive: true, force: true }) };
  const labFolder = path.join(appFolder, 'labs', lab.id);
  if (program.folder !== undefined) {
    const kind = 'fails' in program ? 'mutants' : 'variants';
    await cp(path.join(labFolder, kind, program.folder), copy, { recursive: true });
    return { location: copy, ...dispose };
  }
  const entry = lab.reference[program.part];
  if (entry === undefined) throw new Error(`${program.id}: the part ${program.part} has no reference`);
  await cp(path.join(labFolder, path.dirname(entry)), copy, { recursive: true });
  for (const edit of program.edits ?? []) await apply(program.id, copy, edit);
  return { location: path.join(copy, path.basename(entry)), ...dispose };
}

async function apply(
  id: string,
  folder: string,
  { file, find, replace }: NonNullable<Mutant['edits']>[number],
): Promise<void> {
  const target = path.join(folder, file);
  const source = await readFile(target, 'utf8');
  if (source.split(find).length !== 2)
    throw new Error(`${id}: in ${file} this must stand exactly once: ${find}`);
  await writeFile(
    target,
    source.replace(find, () => replace),
  );
}
