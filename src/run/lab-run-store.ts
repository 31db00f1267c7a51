import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabOutcome } from '../../harness/engine/grade-submission.ts';
import { labRunFolder, transcriptPath } from '../../reports/report-paths.ts';
import type { LabRun } from '../../reports/schema.ts';
import { toTranscriptFile } from '../../reports/to-transcript-file.ts';
import { pcapPath } from './to-lab-run.ts';
import { writeWhole } from './write-whole.ts';

const fileName = 'lab-run.json';

/** What a stored lab run must agree with to be used again. */
export interface RunKey {
  readonly seed: string;
  readonly runtime: string;
  /** Of the product and its code, so that what is newer judges anew. */
  readonly version: string;
}

/** Finished lab runs in the output folder: written at once, so that nothing finished is lost, and found again. */
export class LabRunStore {
  readonly #folder: string;
  readonly #makeKey: () => RunKey;
  #key: string | undefined;

  /** @param makeKey called once, when it is needed first */
  constructor(folder: string, makeKey: () => RunKey) {
    this.#folder = folder;
    this.#makeKey = makeKey;
  }

  /** As JSON. */
  get #keyText(): string {
    this.#key ??= JSON.stringify(this.#makeKey());
    return this.#key;
  }

  async write(labRun: LabRun, outcome: LabOutcome): Promise<void> {
    for (const { scenario, outcome: played } of outcome.scenarios) {
      const transcript = JSON.stringify(toTranscriptFile(played.observation));
      await this.#writeFile(transcriptPath(labRun, scenario.id), transcript);
      if (played.pcap) await this.#writeFile(pcapPath(labRun, scenario.id), played.pcap);
    }
    const stored = JSON.stringify({ key: this.#keyText, labRun });
    await this.#writeFile(path.join(labRunFolder(labRun), fileName), stored);
  }

  /** The lab run of the same bytes, lab version, seed, runtime and product; undefined when there is none. */
  async find(
    wanted: Pick<LabRun, 'student' | 'lab' | 'labVersion' | 'submissionHash'>,
  ): Promise<LabRun | undefined> {
    const file = path.join(this.#folder, labRunFolder(wanted), fileName);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const { labRunSchema } = await import('../../reports/schema.ts');
    try {
      const { key, labRun } = JSON.parse(text) as { key: unknown; labRun: unknown };
      const found = labRunSchema.parse(labRun);
      const isSame =
        key === this.#keyText &&
        found.submissionHash === wanted.submissionHash &&
        found.labVersion === wanted.labVersion;
      return isSame && found.gradable ? found : undefined;
    } catch {
      return undefined; // Half-written or of another version: graded anew.
    }
  }

  #writeFile(relative: string, content: string | Uint8Array): Promise<void> {
    return writeWhole(path.join(this.#folder, relative), content);
  }
}
