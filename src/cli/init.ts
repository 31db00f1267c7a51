import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { Argument, type Command } from 'commander';
import { GradeError } from '../../harness/runtime/errors.ts';
import { print } from './terminal.ts';

/** `grade init ci PLATFORM`: the file that has GitHub, GitLab or Classroom 50 grade. */
export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('write the file that has GitHub, GitLab or Classroom 50 grade each submission')
    .addArgument(new Argument('<what>', 'ci: continuous integration').choices(['ci']))
    .addArgument(new Argument('<platform>', 'whose').choices(['github', 'gitlab', 'classroom50']))
    .requiredOption(
      '--repository <name>',
      'where the grader is: owner/name or https://..., and @ with a tag or commit',
    )
    .option('--lab <id>', 'the repository is for this lab alone (default: a folder for each lab)')
    .option('-o, --out <folder>', 'the top of the repository it is for', '.')
    .option('--force', 'write over a file that is there')
    .action(async (_what: string, platform: string, options: InitOptions) => writeCi(platform, options));
}

interface InitOptions {
  readonly repository: string;
  readonly lab?: string;
  readonly out: string;
  readonly force?: boolean;
}

async function writeCi(
  platform: string,
  { repository, lab, out, force = false }: InitOptions,
): Promise<void> {
  const { makeCiFile } = await import('../init/ci-files.ts');
  const { findLab } = await import('./selection.ts');
  const { writeWhole } = await import('../run/write-whole.ts');
  const chosen = lab === undefined ? {} : { lab: findLab(lab, 'init ci --lab').id };
  const file = await makeCiFile(platform, { repository, ...chosen });
  const target = path.join(out, file.path);
  const isThere = (await lstat(target).catch(() => undefined)) !== undefined;
  if (isThere && !force) {
    throw new GradeError(
      'file-exists',
      `${target} exists and was left as it is. Write over it with --force, or choose another folder with --out.`,
    );
  }
  await writeWhole(path.resolve(target), file.content);
  await print([`Wrote ${target}.`, ...file.nextSteps, ''].join('\n'));
}
