import { readFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { LabRun, ScenarioRun } from './schema.ts';
import { parseTranscriptFile, type TranscriptFile } from './transcript-file.ts';

/**
 * Reads the transcripts that a result names, from the folder of its `results.json`. Undefined where none is named or
 * the file is gone. Throws where the path leads out of the folder or the file is not of the schema.
 */
export function transcriptReader(
  outDir: string,
): (labRun: LabRun, scenario: ScenarioRun) => Promise<TranscriptFile | undefined> {
  return async (_labRun, { transcript }) => {
    if (transcript === undefined) return undefined;
    const path = resolve(outDir, transcript);
    const inside = relative(resolve(outDir), path);
    if (inside.startsWith('..') || isAbsolute(inside)) {
      throw new RangeError(
        `The transcript ${transcript} lies outside of ${outDir}; results.json was not made by grade`,
      );
    }
    const text = await readFile(path, 'utf8').catch(ignoreMissing);
    return text === undefined ? undefined : parseTranscriptFile(text);
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
