import path from 'node:path';
import { Argument, type Command } from 'commander';
import { GradeError } from '../../harness/runtime/errors.ts';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { labs } from '../../labs/index.ts';
import { repeatable } from './repeatable.ts';
import { findLab } from './selection.ts';
import { print } from './terminal.ts';

interface PackOptions {
  readonly lab: readonly string[];
  readonly out: string;
  readonly course?: string;
}

/** `grade pack gradescope`: the product as an autograder for somebody else's container. */
export function addPackCommand(program: Command): void {
  program
    .command('pack')
    .description('make the zip file that has Gradescope grade a lab')
    .addArgument(new Argument('<platform>', 'whose').choices(['gradescope']))
    .addOption(repeatable('--lab <id>', 'this lab: an assignment there is one lab', 'each'))
    .option('--course <file>', 'course.yaml: its points, and what students see of each check')
    .option('-o, --out <path>', 'a folder for the zip files, or of one lab a file .zip', '.')
    .action(async (_platform: string, options: PackOptions) => pack(options));
}

async function pack({ lab, out, course }: PackOptions): Promise<void> {
  const { gradescopeZip } = await import('../pack/gradescope-zip.ts');
  const { writeWhole } = await import('../run/write-whole.ts');
  const ids = lab.length === 0 ? labs.map(({ id }) => id) : lab.map((id) => findLab(id, 'pack --lab').id);
  const isFile = out.endsWith('.zip');
  if (isFile && ids.length > 1) {
    throw new GradeError(
      'one-zip',
      `Cannot write ${ids.length} labs to ${out}: an assignment on Gradescope is one lab. Name one with --lab, or a folder with --out.`,
    );
  }
  for (const id of ids) {
    const file = isFile ? out : path.join(out, `gradescope-${id}.zip`);
    const zip = await gradescopeZip(appFolder, id, course);
    await writeWhole(path.resolve(file), zip);
    await print(`${file}: ${(zip.length / 2 ** 20).toFixed(1)} MB, for Configure Autograder of ${id}.\n`);
  }
}
