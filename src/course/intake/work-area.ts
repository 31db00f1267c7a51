import { mkdtemp, readdir, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isRunning } from '../../../harness/runtime/run-folder.ts';
import { makeFolder } from '../../run/make-folder.ts';

const namePattern = /^\.unpacked-(\d+)-/;

/** A folder of ours below the report, for what is unpacked; gone when the run is done. */
export interface WorkArea extends AsyncDisposable {
  readonly folder: string;
}

/** Also removes what a run left behind that was killed. A folder for the report that stayed empty goes again. */
export async function openWorkArea(outFolder: string): Promise<WorkArea> {
  const isNew = (await stat(outFolder).catch(() => undefined)) === undefined;
  await makeFolder(outFolder);
  for (const name of await readdir(outFolder)) {
    const pid = Number(namePattern.exec(name)?.[1]);
    if (pid > 0 && !isRunning(pid)) await rm(path.join(outFolder, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(path.join(outFolder, `.unpacked-${process.pid}-`));
  const tidy = async () => {
    await rm(folder, { recursive: true, force: true });
    if (isNew) await rmdir(outFolder).catch(() => {});
  };
  return { folder, [Symbol.asyncDispose]: tidy };
}
