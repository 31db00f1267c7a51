import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Lab, Mutant, Variant } from '../../harness/engine/lab.ts';
import { idsOfLab } from './check-ids.ts';
import { type LintedLab, whereIs } from './linted-lab.ts';
import type { Problem } from './problem.ts';

/** The programs of the proof name checks, parts and files that exist, and say something. */
export async function lintPrograms(linted: LintedLab): Promise<readonly Problem[]> {
  const { mutants, variants } = linted.lab;
  const programs = [...mutants, ...variants];
  const problems = await Promise.all(
    programs.map(async (program, index) => {
      const faults = [...namingFaults(linted, program), ...(await fileFaults(linted, program))];
      if (programs.findIndex(({ id }) => id === program.id) < index)
        faults.push({ what: 'has the id of another one', mend: 'Rename it' });
      return faults.map(({ what, mend }) => ({
        where: whereIs(linted, program.id),
        what: `the ${'fails' in program ? 'mutant' : 'variant'} ${program.id} ${what}`,
        mend,
      }));
    }),
  );
  return problems.flat();
}

type Fault = Omit<Problem, 'where'>;
type Edit = NonNullable<Mutant['edits']>[number];

function namingFaults({ lab }: LintedLab, program: Mutant | Variant): Fault[] {
  const named = 'fails' in program ? program.fails : [...program.passes, ...(program.lacks ?? [])];
  const known = new Set(idsOfLab(lab));
  const parts = lab.parts.map(({ id }) => id);
  const faults = named
    .filter((id) => !known.has(id))
    .map((id) => ({ what: `names ${id}, which is no check of ${lab.id}`, mend: 'Correct the id' }));
  if (named.length === 0) faults.push({ what: 'names no check', mend: 'Name what it is about' });
  if (!parts.includes(program.part))
    faults.push({
      what: `is of the part ${program.part}, which ${lab.id} does not have`,
      mend: `Name one of ${parts.join(', ')}`,
    });
  return [...faults, ...('passes' in program ? lackedCore(lab, program) : [])];
}

function lackedCore(lab: Lab, { lacks = [] }: Variant): Fault[] {
  const core = lab.checks.filter(({ kind }) => kind === 'core').map(({ id }) => id);
  return lacks
    .filter((id) => core.includes(id))
    .map((id) => ({
      what: `lacks ${id}, which is core`,
      mend: 'A right program does all that is core: mend the program, or the check',
    }));
}

async function fileFaults({ lab, folder }: LintedLab, program: Mutant | Variant): Promise<Fault[]> {
  const { edits = [] } = program;
  if (program.folder !== undefined) {
    const own = path.join('fails' in program ? 'mutants' : 'variants', program.folder);
    if (existsSync(path.join(folder, own))) return [];
    return [{ what: `has no folder ${own}`, mend: 'Put its program there' }];
  }
  const entry = lab.reference[program.part];
  if (entry === undefined) return [];
  if (edits.length === 0)
    return [{ what: 'is the reference itself', mend: 'Give it edits, or a folder with a program' }];
  const reference = path.join(folder, path.dirname(entry));
  return (await Promise.all(edits.map((edit) => editFaults(reference, edit)))).flat();
}

async function editFaults(reference: string, { file, find }: Edit): Promise<Fault[]> {
  const source = await readFile(path.join(reference, file), 'utf8').catch(() => '');
  const times = source.split(find).length - 1;
  if (times === 1) return [];
  const text = JSON.stringify(find.length > 50 ? `${find.slice(0, 47)}...` : find);
  return [
    {
      what: `seeks ${text} in ${file}, where it stands ${times} times`,
      mend: 'Choose a text that stands there once',
    },
  ];
}
