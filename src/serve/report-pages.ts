import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { labs } from '../../labs/index.ts';
import { renderSubmission } from '../../reports/html/submission-page.ts';
import { transcriptReader } from '../../reports/read-transcript.ts';
import { countVerdicts, labRunSchema, type Results, resultsSchemaName } from '../../reports/schema.ts';
import type { TranscriptFile } from '../../reports/transcript-file.ts';
import { type ProgressRecord, readProgress } from '../run/progress-record.ts';
import { toLabSummary } from '../run/to-lab-run.ts';
import { versionsHere } from '../run/versions.ts';
import { openInside, relativePath } from './open-inside.ts';

/** A page is written in less. */
const settleMs = 30;

/** A page of the report, and which version of it. */
export interface ReportPage {
  readonly html: string;
  readonly version: string;
}

/**
 * Reads a page of the report. That of a submission whose lab run is finished, while the run goes on, is made from what
 * was stored: the file comes at the end.
 * @param pathname of the address, ends with `.html`
 */
export async function readPage(folder: string, pathname: string): Promise<ReportPage | undefined> {
  const version = await settledVersionOf(folder, pathname);
  if (version === undefined) return undefined;
  if (version.startsWith('stored')) return { html: await renderStored(folder, pathname), version };
  await using file = await openInside(folder, pathname);
  return file && { html: await file.readFile('utf8'), version };
}

/** One that is not being written right now. */
export async function settledVersionOf(folder: string, pathname: string): Promise<string | undefined> {
  for (;;) {
    const version = await versionOf(folder, pathname);
    await setTimeout(settleMs);
    if ((await versionOf(folder, pathname)) === version) return version;
  }
}

/** Changes when another version of the page can be read; undefined as long as there is none. */
async function versionOf(folder: string, pathname: string): Promise<string | undefined> {
  const relative = relativePath(pathname);
  if (relative === undefined) return undefined;
  const [written, stored] = await Promise.all([
    stat(path.join(folder, relative)).catch(() => undefined),
    isOfSubmission(relative) ? stat(storedFile(folder, relative)).catch(() => undefined) : undefined,
  ]);
  const isNewer = stored !== undefined && stored.mtimeMs > (written?.mtimeMs ?? 0);
  if (isNewer && (await readProgress(folder).catch(() => undefined)) !== undefined)
    return `stored ${stored.mtimeMs}`;
  return written && `${written.mtimeMs} ${written.size}`;
}

function isOfSubmission(relative: string): boolean {
  return /^[^/]+\/[^/]+\/index\.html$/.test(relative);
}

function storedFile(folder: string, relative: string): string {
  return path.join(folder, path.dirname(relative), 'lab-run.json');
}

async function renderStored(folder: string, pathname: string): Promise<string> {
  const relative = relativePath(pathname) ?? '';
  const stored = JSON.parse(await readFile(storedFile(folder, relative), 'utf8')) as { labRun: unknown };
  const labRun = labRunSchema.parse(stored.labRun);
  const lab = await labs.find(({ id }) => id === labRun.lab)?.load();
  const read = transcriptReader(folder);
  const transcripts = new Map<string, TranscriptFile>();
  for (const scenario of labRun.scenarios) {
    const transcript = await read(labRun, scenario);
    if (transcript) transcripts.set(scenario.id, transcript);
  }
  const record = await readProgress(folder);
  const results: Results = {
    schema: resultsSchemaName,
    run: { ...runOf(record), durationMs: labRun.durationMs, counts: countVerdicts([labRun]) },
    labs: lab ? [toLabSummary(lab)] : [],
    labRuns: [labRun],
  };
  return renderSubmission(results, labRun, transcripts);
}

/** What is known of a run before it ends. */
function runOf(record: ProgressRecord | undefined): Omit<Results['run'], 'durationMs' | 'counts'> {
  return {
    id: 'under way',
    seed: record?.seed ?? '',
    startedAt: record?.startedAt ?? new Date().toISOString(),
    runtime: record?.runtime ?? '',
    versions: versionsHere(),
    notes: ['The run goes on; this page is of what is finished.'],
  };
}
