import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { GradeError } from '../../harness/runtime/errors.ts';
import { labs } from '../../labs/index.ts';
import { visibleLine } from '../../reports/text/visible-text.ts';
import type { SimilarPrograms } from '../similarity/similar-programs.ts';
import { exitStatus } from './exit-status.ts';
import { repeatable } from './repeatable.ts';
import { findLab } from './selection.ts';
import { print, warn } from './terminal.ts';

interface SimilarOptions {
  readonly out: string;
  readonly lab?: string;
  readonly with: readonly string[];
  readonly atLeast: number;
  readonly json?: boolean;
}

const shownPairs = 20;

/** `grade similar PATH`: which programs of a class are alike. */
export function addSimilarCommand(program: Command, done: (status: number) => void): void {
  program
    .command('similar')
    .description('show which programs of a class are alike, with the places side by side')
    .argument('<path>', 'a class, as `grade all` takes it')
    .option('--lab <id>', 'this lab only; what is called otherwise is taken for it')
    .addOption(repeatable('--with <path>', 'an earlier class to compare with', 'none'))
    .addOption(
      new Option('--at-least <percent>', 'pairs that are less alike are left out')
        .argParser(share)
        .default(0.4, '40'),
    )
    .option('-o, --out <folder>', 'where the page goes', 'grade-report')
    .option('--json', 'the pairs on standard output as JSON, and nothing else there')
    .action(async (location: string, options: SimilarOptions) => {
      await findAndWrite(location, options);
      done(exitStatus.graded);
    });
}

function share(value: string): number {
  const percent = Number(value);
  if (!(percent > 0 && percent <= 100)) throw new InvalidArgumentError('It is a number from 1 to 100.');
  return percent / 100;
}

async function findAndWrite(location: string, options: SimilarOptions): Promise<void> {
  // Loaded here, as other commands do without them.
  const { openWorkArea } = await import('../course/intake/work-area.ts');
  const { readClass } = await import('../course/read-class.ts');
  const { bringDolos } = await import('../similarity/bring-dolos.ts');
  const { loadDolos } = await import('../similarity/dolos.ts');
  const { findSimilar } = await import('../similarity/find-similar.ts');
  const { renderSimilarPage } = await import('../similarity/render-similar-page.ts');
  const lab = options.lab === undefined ? undefined : findLab(options.lab, 'similar --lab').id;
  const outFolder = path.resolve(options.out);
  await using work = await openWorkArea(outFolder);
  const read = async (each: string, index: number) =>
    await readClass({
      location: path.resolve(each),
      workFolder: path.join(work.folder, String(index)),
      ...(lab !== undefined && { lab }),
    });
  const { submissions } = await read(location, 0);
  const earlier = (await Promise.all(options.with.map((each, index) => read(each, index + 1)))).flatMap(
    (each) => each.submissions,
  );
  const ids = labs.map(({ id }) => id).filter((id) => submissions.some((each) => each.lab === id));
  if (ids.length === 0) throw new GradeError('no-submissions', `There is nothing to compare in ${location}.`);
  const dolos = await loadDolos(await bringDolos(warn));
  const found: SimilarPrograms['labs'][number][] = [];
  for (const { id, load } of labs.filter((each) => ids.includes(each.id))) {
    const { title } = await load();
    const ofLab = <T extends { lab: string }>(all: readonly T[]) => all.filter((each) => each.lab === id);
    const request = { submissions: ofLab(submissions), earlier: ofLab(earlier), atLeast: options.atLeast };
    found.push(await findSimilar(dolos, { lab: { id, title }, ...request }));
  }
  const similar: SimilarPrograms = { schema: 'grade/similar/v1', atLeast: options.atLeast, labs: found };
  const page = path.join(outFolder, 'similar.html');
  await writeFile(page, renderSimilarPage(similar));
  await writeFile(path.join(outFolder, 'similar.json'), `${JSON.stringify(similar, null, 1)}\n`);
  if (options.json) await print(`${JSON.stringify(similar, null, 1)}\n`);
  else await print(`${lines(similar).join('\n')}\n\nSide by side: ${page}\n`);
}

function lines({ labs: all }: SimilarPrograms): string[] {
  return all.flatMap(({ title, programs, pairs }) => [
    `${title}: ${programs} compared, ${pairs.length === 1 ? '1 similar pair' : `${pairs.length} similar pairs`}`,
    ...pairs.slice(0, shownPairs).map(({ left, right, similarity }) => {
      const name = ({ student, from }: typeof left) =>
        `${visibleLine(student)}${from === 'earlier' ? ' (earlier)' : ''}`;
      return `  ${String(Math.round(similarity * 100)).padStart(3)} %  ${name(left)}, ${name(right)}`;
    }),
    ...(pairs.length > shownPairs ? [`  and ${pairs.length - shownPairs} more`] : []),
  ]);
}
