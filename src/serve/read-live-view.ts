import { stat } from 'node:fs/promises';
import path from 'node:path';
import { labRunFolder } from '../../reports/report-paths.ts';
import { heartbeatMs } from '../run/progress-file.ts';
import { type FinishedLabRun, type ProgressRecord, readProgress } from '../run/progress-record.ts';
import type { LastRun, LastRunReader } from './last-run.ts';
import { emptyView, type LabRunRow, type LiveView } from './live-view.ts';

/** A busy machine may hold up a heartbeat, but not for so long. */
const lostAfterMs = heartbeatMs * 10;
const shownFinished = 30;

/**
 * How things stand in a report folder: the run that is under way, or the last one.
 * @throws SyntaxError or ZodError when a file was caught half-written, or is of another version
 */
export async function readLiveView(folder: string, lastRuns: LastRunReader): Promise<LiveView> {
  const hasReport = await isThere(path.join(folder, 'index.html'));
  const record = await readProgress(folder);
  if (record !== undefined) return viewOfRecord(record, hasReport);
  const lastRun = await lastRuns.read();
  return lastRun === undefined ? emptyView : viewOfLastRun(lastRun, hasReport);
}

function viewOfRecord(record: ProgressRecord, hasReport: boolean): LiveView {
  const { startedAt, timeLeftMs, total, done, reused, ungradable, running } = record;
  const isLost = Date.now() - Date.parse(record.updatedAt) > lostAfterMs;
  // A single program gets its page as the report, at the end.
  const hasPages = total > 1;
  const rowOf = ({ isStored, ...labRun }: FinishedLabRun): LabRunRow => ({
    ...labRun,
    ...(hasPages && isStored && { href: `${labRunFolder(labRun)}/index.html` }),
  });
  return {
    phase: isLost ? 'lost' : 'running',
    ...{ startedAt, timeLeftMs, total, done, reused, ungradable, hasReport },
    running: isLost ? [] : running,
    finished: record.finished.map(rowOf),
    notGraded: record.notGraded.map(rowOf),
    notes: [],
  };
}

function viewOfLastRun({ run, labRuns }: LastRun, hasReport: boolean): LiveView {
  const rows = labRuns.map((labRun): LabRunRow => {
    const href = labRuns.length === 1 ? 'index.html' : `${labRunFolder(labRun)}/index.html`;
    return { ...labRun, isReused: false, ...(hasReport && { href }) };
  });
  const notGraded = rows.filter(({ gradable }) => !gradable);
  return {
    phase: 'ended',
    ...{ startedAt: run.startedAt, durationMs: run.durationMs, notes: run.notes, hasReport },
    ...{ total: rows.length + (run.pending?.length ?? 0), done: rows.length, reused: 0 },
    ungradable: notGraded.length,
    running: [],
    finished: rows.slice(0, shownFinished),
    notGraded,
  };
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
