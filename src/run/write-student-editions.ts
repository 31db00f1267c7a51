import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { renderStudentIndex } from '../../reports/html/student-index.ts';
import { renderSubmission } from '../../reports/html/submission-page.ts';
import { transcriptReader } from '../../reports/read-transcript.ts';
import { safeName } from '../../reports/safe-name.ts';
import type { LabRun, Results } from '../../reports/schema.ts';
import { isRestricted, type StudentEdition, studentEdition } from '../../reports/student-edition.ts';
import type { TranscriptFile } from '../../reports/transcript-file.ts';
import { makeFolder } from './make-folder.ts';
import { writeWhole } from './write-whole.ts';

const folderName = 'students';

/**
 * Writes `students/<student>/` beside the whole report, with what each may see and nothing else: where all may be seen
 * there is no such folder.
 */
export async function writeStudentEditions(outFolder: string, whole: Results): Promise<void> {
  const root = path.join(outFolder, folderName);
  // What was visible under earlier rules must not stay.
  await rm(root, { recursive: true, force: true });
  if (!isRestricted(whole)) return;
  for (const student of new Set(whole.labRuns.map((labRun) => labRun.student))) {
    await writeEdition(outFolder, path.join(root, safeName(student)), studentEdition(whole, student));
  }
}

async function writeEdition(
  outFolder: string,
  folder: string,
  { results, files }: StudentEdition,
): Promise<void> {
  await writeWhole(path.join(folder, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  for (const { from, to } of files) {
    await makeFolder(path.dirname(path.join(folder, to)));
    // A transcript that was deleted is missing in the whole report too.
    await copyFile(path.join(outFolder, from), path.join(folder, to)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      },
    );
  }
  for (const labRun of results.labRuns) {
    const transcripts = await transcriptsOf(folder, labRun);
    const page = renderSubmission({ ...results, labRuns: [labRun] }, labRun, transcripts, {
      root: '../',
      isAlone: true,
    });
    await writeWhole(path.join(folder, safeName(labRun.lab), 'index.html'), page);
  }
  await writeWhole(path.join(folder, 'index.html'), renderStudentIndex(results));
}

async function transcriptsOf(folder: string, labRun: LabRun): Promise<ReadonlyMap<string, TranscriptFile>> {
  const read = transcriptReader(folder);
  const pairs = await Promise.all(
    labRun.scenarios.map(async (scenario) => [scenario.id, await read(labRun, scenario)] as const),
  );
  return new Map(pairs.flatMap(([id, file]) => (file === undefined ? [] : [[id, file] as const])));
}
