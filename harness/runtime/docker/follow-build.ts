import type Dockerode from 'dockerode';
import type { Notify } from './image.ts';

/** One message of the engine's builder: a line that it printed, how far a download is, or why it gave up. */
export interface BuildEvent {
  readonly stream?: string;
  readonly status?: string;
  /** Of what is downloaded. */
  readonly id?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly error?: string;
}

const keptLines = 15;
/** Whoever waits is told that often that a long step goes on. */
const stillEveryMs = 15_000;
const worthTellingS = 10;
const shownCharacters = 90;

/**
 * Waits for a build, and tells how it goes on: each step, what it downloads, and how long a step has taken.
 * @throws Error with the last lines of the builder
 */
export async function followBuild(
  engine: Dockerode,
  answer: NodeJS.ReadableStream,
  notify: Notify,
): Promise<void> {
  const progress = new BuildProgress(notify);
  const beat = setInterval(() => progress.beat(), stillEveryMs);
  try {
    await new Promise<void>((resolve, reject) => {
      engine.modem.followProgress(
        answer,
        (error) => (error ? reject(error) : resolve()),
        (event: BuildEvent) => progress.see(event, reject),
      );
    });
  } finally {
    clearInterval(beat);
  }
}

/** What is known of a build that goes on. */
export class BuildProgress {
  readonly #notify: Notify;
  readonly #printed: string[] = [];
  readonly #downloads = new Map<string, { readonly current: number; readonly total: number }>();
  #step = 'the preparation';
  #sinceMs = performance.now();

  constructor(notify: Notify) {
    this.#notify = notify;
  }

  see(event: BuildEvent, fail: (error: Error) => void): void {
    const { stream = '', status, id, progressDetail: { current, total } = {}, error } = event;
    if (error !== undefined) fail(new Error([...this.#printed.slice(-keptLines), error].join('')));
    this.#printed.push(stream);
    if (status === 'Downloading' && id !== undefined && current !== undefined && total !== undefined)
      this.#downloads.set(id, { current, total });
    const [, step] = /^Step (\d+\/\d+ : .*)/.exec(stream) ?? [];
    if (step !== undefined) this.#begin(step);
  }

  /** Says how long the step has taken by now, and how much of its download has come. */
  beat(): void {
    const seconds = Math.round((performance.now() - this.#sinceMs) / 1000);
    if (seconds < worthTellingS) return;
    const step = this.#step.replace(/^(\d+\/\d+) .*/, 'step $1');
    this.#notify(`  ${step} goes on, ${seconds} s by now${this.#downloaded()}`);
  }

  #begin(step: string): void {
    this.#step = step;
    this.#sinceMs = performance.now();
    this.#downloads.clear();
    this.#notify(`  step ${step.length > shownCharacters ? `${step.slice(0, shownCharacters)}...` : step}`);
  }

  #downloaded(): string {
    if (this.#downloads.size === 0) return '';
    const sum = (part: 'current' | 'total') =>
      Math.round([...this.#downloads.values()].reduce((all, each) => all + each[part], 0) / 1e6);
    return `, ${sum('current')} of ${sum('total')} MB downloaded`;
  }
}
