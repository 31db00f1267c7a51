import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabRun } from '../../reports/schema.ts';
import type { Submission } from '../course/submission.ts';
import type { Progress, StoryCount } from './progress.ts';
import type { FinishedLabRun, ProgressRecord } from './progress-record.ts';
import { timeLeftMs } from './time-left.ts';

/** Lies in the report folder while a run is under way, for those who watch it. */
export const progressFileName = 'progress.json';

/** The run says so often that it is still there. */
export const heartbeatMs = 2_000;

/** More would make the file long, and nobody reads so far. */
const keptFinished = 30;
const keptNotGraded = 200;
/** What happens in between is written together. */
const writeEveryMs = 200;

interface Running {
  readonly submission: Submission;
  readonly startedAt: Date;
  stories: StoryCount;
}

/**
 * Keeps `progress.json` in the report folder while a run is under way, and removes it after. A run does not fail for it:
 * what cannot be written is left.
 */
export class ProgressFile implements Progress, AsyncDisposable {
  readonly #file: string;
  readonly #run: Pick<ProgressRecord, 'seed' | 'runtime'>;
  readonly #startedAt = new Date();
  readonly #running = new Map<string, Running>();
  readonly #finished: FinishedLabRun[] = [];
  readonly #notGraded: FinishedLabRun[] = [];
  readonly #heartbeat: NodeJS.Timeout;
  #soon: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();
  #total = 0;
  #done = 0;
  #reused = 0;
  #ungradable = 0;

  constructor(outFolder: string, run: Pick<ProgressRecord, 'seed' | 'runtime'>) {
    this.#file = path.join(outFolder, progressFileName);
    this.#run = { seed: run.seed, runtime: run.runtime };
    this.#heartbeat = setInterval(() => this.#write(), heartbeatMs).unref();
  }

  begin(total: number): void {
    this.#total = total;
    this.#write();
  }

  started(submission: Submission): void {
    const stories = { done: 0, total: undefined };
    this.#running.set(nameOf(submission), { submission, startedAt: new Date(), stories });
    this.#writeSoon();
  }

  played(submission: Submission, stories: StoryCount): void {
    const running = this.#running.get(nameOf(submission));
    if (running !== undefined) running.stories = stories;
    this.#writeSoon();
  }

  finished(labRun: LabRun, isReused: boolean): void {
    const finished = summaryOf(labRun, isReused);
    this.#done += 1;
    if (isReused) this.#reused += 1;
    this.#running.delete(nameOf(labRun));
    this.#finished.unshift(finished);
    this.#finished.splice(keptFinished);
    if (!labRun.gradable) {
      this.#ungradable += 1;
      if (this.#notGraded.length < keptNotGraded) this.#notGraded.push(finished);
    }
    this.#writeSoon();
  }

  say(): void {}

  end(): void {
    this.#running.clear();
    this.#writeSoon();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#soon);
    await this.#written;
    await rm(this.#file, { force: true }).catch(() => {});
  }

  #writeSoon(): void {
    this.#soon ??= setTimeout(() => this.#write(), writeEveryMs);
  }

  #write(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const text = `${JSON.stringify(this.#record())}\n`;
    // In place: the folder may be part of what is being graded, and a file that comes and goes would trip its copying.
    this.#written = this.#written.then(() => writeFile(this.#file, text)).catch(() => {});
  }

  #record(): ProgressRecord {
    const now = new Date();
    const running = [...this.#running.values()];
    const left = timeLeftMs({
      passedMs: now.getTime() - this.#startedAt.getTime(),
      total: this.#total,
      done: this.#done,
      reused: this.#reused,
      stories: running.map(({ stories }) => stories),
    });
    return {
      schema: 'grade/progress/v1',
      ...this.#run,
      startedAt: this.#startedAt.toISOString(),
      updatedAt: now.toISOString(),
      ...{ total: this.#total, done: this.#done, reused: this.#reused, ungradable: this.#ungradable },
      ...(left !== undefined && { timeLeftMs: left }),
      running: running.map(({ submission: { student, lab }, startedAt, stories: { done, total } }) => ({
        ...{ student, lab, startedAt: startedAt.toISOString() },
        stories: { done, ...(total !== undefined && { total }) },
      })),
      finished: this.#finished,
      notGraded: this.#notGraded,
    };
  }
}

function nameOf({ student, lab }: Pick<Submission, 'student' | 'lab'>): string {
  return JSON.stringify([student, lab]);
}

function summaryOf(labRun: LabRun, isReused: boolean): FinishedLabRun {
  const { student, lab, labTitle, gradable, ungradableBecause, submissionHash } = labRun;
  const { points, possible, bonus } = labRun.score;
  return {
    ...{ student, lab, labTitle, gradable, isReused },
    ...(ungradableBecause !== undefined && { ungradableBecause }),
    score: { points, possible, bonus },
    // What broke off before its files could be read was not stored.
    isStored: submissionHash !== '',
    finishedAt: new Date().toISOString(),
  };
}
