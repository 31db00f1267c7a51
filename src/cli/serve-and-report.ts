import path from 'node:path';
import { makeFolder } from '../run/make-folder.ts';
import { announceServer, untilEnded } from './announce-server.ts';
import { exitStatus } from './exit-status.ts';
import { type ReportRequest, runAndReport } from './run-and-report.ts';

/** Grades while the live page is served, and serves the report until Ctrl-C. @returns the status of the run */
export async function serveAndReport(request: ReportRequest): Promise<number> {
  const outFolder = path.resolve(request.options.out);
  await makeFolder(outFolder);
  await using server = await announceServer(outFolder);
  const status = await runAndReport(request);
  if (status === exitStatus.interrupted) return status;
  process.stderr.write(`The report is at ${server.url} until Ctrl-C.\n`);
  await untilEnded();
  return status;
}
