import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { compareLabRuns } from '../reports/diff/compare-lab-runs.ts';
import { type LabRun, parseResults } from '../reports/schema.ts';

/**
 * Whether the same submission with the same seed gets the same verdicts, however busy the machine is: grades many copies of
 * each, and compares all copies with the first. `node bench/steadiness.ts [--copies 10] [--jobs 32] [--busy 2] [FOLDER]`,
 * where FOLDER is a class, by default the sample class, and `--busy` so many loops keep processors busy meanwhile.
 * Ends with 1 when a verdict differs.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    copies: { type: 'string', default: '10' },
    jobs: { type: 'string', default: '32' },
    busy: { type: 'string', default: '2' },
    seed: { type: 'string', default: 'steady' },
  },
});
const [from = path.join(appFolder, 'examples', 'class')] = positionals;
const copies = Number(values.copies);

const folder = await mkdtemp(path.join(tmpdir(), 'steadiness-'));
const loops = Array.from({ length: Number(values.busy) }, keepBusy);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopAtOnce(signal));
try {
  await copySubmissions();
  const startedAt = performance.now();
  const labRuns = await gradeCopies();
  const minutes = (performance.now() - startedAt) / 60_000;
  const differing = labRuns.flatMap(differencesToFirst);
  const verdicts = labRuns.flatMap((labRun) => labRun.verdicts);
  const doubts = verdicts.filter(({ status }) => status === 'inconclusive').length;
  for (const line of differing) console.log(line);
  console.log(
    `${labRuns.length} lab runs, ${verdicts.length} verdicts, ${doubts} of them inconclusive, in ${minutes.toFixed(1)} minutes; load at the end ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(`${differing.length} verdicts differ from those of the first copy`);
  process.exitCode = differing.length === 0 ? 0 : 1;
} finally {
  endLoops();
  await rm(folder, { recursive: true, force: true });
}

function keepBusy(): ChildProcess {
  return spawn('sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' });
}

/** They keep this process alive, and outlive it where it is ended by a signal. */
function endLoops(): void {
  for (const loop of loops) loop.kill();
}

function stopAtOnce(signal: NodeJS.Signals): void {
  endLoops();
  process.kill(process.pid, signal);
}

/** Copies are students: `<student>~<number>`. */
async function copySubmissions(): Promise<void> {
  for (const student of await readdir(from)) {
    for (let copy = 1; copy <= copies; copy++) {
      await cp(path.join(from, student), path.join(folder, 'class', `${student}~${copy}`), {
        recursive: true,
      });
    }
  }
}

async function gradeCopies(): Promise<readonly LabRun[]> {
  const out = path.join(folder, 'report');
  const args = ['--jobs', values.jobs, '--seed', values.seed, '--out', out];
  await execa(path.join(appFolder, 'grade'), ['all', path.join(folder, 'class'), ...args], {
    stdout: 'ignore',
    stderr: 'inherit',
    // Some of the sample class cannot be graded on every machine.
    reject: false,
  });
  return parseResults(await readFile(path.join(out, 'results.json'), 'utf8')).labRuns;
}

function differencesToFirst(labRun: LabRun, _: number, all: readonly LabRun[]): readonly string[] {
  const original = labRun.student.replace(/~\d+$/, '~1');
  const first = all.find(({ student, lab }) => student === original && lab === labRun.lab);
  const difference = first && compareLabRuns(first, labRun);
  return (difference?.checks ?? []).map(
    ({ check, first, second }) => `${labRun.student}: ${check} ${first?.status} -> ${second?.status}`,
  );
}
