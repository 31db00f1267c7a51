import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { labRunFolder } from '../report-paths.ts';
import type { LabRun, Results, ScenarioRun } from '../schema.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import type { Changes } from './changes.ts';
import { renderClass } from './class-page.ts';
import { renderSubmission } from './submission-page.ts';

/** Undefined where no transcript was kept. */
export type LoadScenario = (labRun: LabRun, scenario: ScenarioRun) => Promise<TranscriptFile | undefined>;

/**
 * Writes `index.html` and `<student>/<lab>/index.html` into `outDir`, which holds `results.json`. A run of a single
 * submission has its page as `index.html`, with no class around it.
 * @param changes since the run that stood there before; left out where there was none
 */
export async function writeHtmlReport(
  outDir: string,
  results: Results,
  loadScenario: LoadScenario,
  changes?: Changes,
): Promise<void> {
  const [only, ...others] = results.labRuns;
  await mkdir(outDir, { recursive: true });
  if (only && others.length === 0) {
    const page = renderSubmission(results, only, await load(only, loadScenario), { root: '', isAlone: true });
    return writeFile(join(outDir, 'index.html'), page);
  }
  await writeFile(join(outDir, 'index.html'), renderClass(results, changes));
  for (const labRun of results.labRuns) await writeSubmission(outDir, results, labRun, loadScenario);
}

async function writeSubmission(
  outDir: string,
  results: Results,
  labRun: LabRun,
  loadScenario: LoadScenario,
): Promise<void> {
  const folder = join(outDir, labRunFolder(labRun));
  await mkdir(folder, { recursive: true });
  const page = renderSubmission(results, labRun, await load(labRun, loadScenario));
  await writeFile(join(folder, 'index.html'), page);
}

async function load(labRun: LabRun, loadScenario: LoadScenario): Promise<Map<string, TranscriptFile>> {
  const loaded = new Map<string, TranscriptFile>();
  for (const scenario of labRun.scenarios) {
    const file = await loadScenario(labRun, scenario);
    if (file) loaded.set(scenario.id, file);
  }
  return loaded;
}
