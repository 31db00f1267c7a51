import type { createLogUpdate } from 'log-update';
import type { LabRun } from '../../reports/schema.ts';
import { visibleText } from '../../reports/text/visible-text.ts';
import type { Submission } from '../course/submission.ts';
import type { Progress, StoryCount } from '../run/progress.ts';
import { timeLeftMs } from '../run/time-left.ts';

const redrawEveryMs = 200;

/** Live lines on a terminal, a plain line for each lab run elsewhere. Writes to standard error only. */
export function showProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? new LiveProgress(stream) : new PlainProgress(stream);
}

function nameOf({ student, lab }: Pick<Submission, 'student' | 'lab'>): string {
  return visibleText(`${student}/${lab}`);
}

function scoreOf({ gradable, score }: LabRun): string {
  return gradable ? `${score.points} of ${score.possible}` : 'ungradable';
}

class PlainProgress implements Progress {
  readonly #stream: NodeJS.WriteStream;
  #total = 0;
  #done = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  begin(total: number): void {
    this.#total = total;
  }

  started(): void {}

  played(): void {}

  finished(labRun: LabRun, isReused: boolean): void {
    this.#done += 1;
    const note = isReused ? ' (unchanged since the last report)' : '';
    this.#stream.write(`[${this.#done}/${this.#total}] ${nameOf(labRun)}: ${scoreOf(labRun)}${note}\n`);
  }

  say(text: string): void {
    this.#stream.write(`${text}\n`);
  }

  end(): void {}
}

interface Running {
  readonly since: number;
  stories: StoryCount;
}

class LiveProgress implements Progress {
  #draw: ReturnType<typeof createLogUpdate> | undefined;
  readonly #stream: NodeJS.WriteStream;
  readonly #running = new Map<string, Running>();
  readonly #startedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #total = 0;
  #done = 0;
  #reused = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  begin(total: number): void {
    this.#total = total;
    // What draws is loaded for the first frame, when the first world is at work: to load it takes 80 ms.
    this.#timer = setInterval(() => this.#redrawSoon(), redrawEveryMs);
  }

  started(submission: Submission): void {
    const stories = { done: 0, total: undefined };
    this.#running.set(nameOf(submission), { since: performance.now(), stories });
  }

  played(submission: Submission, stories: StoryCount): void {
    const running = this.#running.get(nameOf(submission));
    if (running !== undefined) running.stories = stories;
  }

  finished(labRun: LabRun, isReused: boolean): void {
    this.#done += 1;
    if (isReused) this.#reused += 1;
    this.#running.delete(nameOf(labRun));
  }

  say(text: string): void {
    this.#draw?.clear();
    this.#stream.write(`${text}\n`);
    if (this.#timer !== undefined) this.#redrawSoon();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#draw?.clear();
    this.#draw?.done();
  }

  /** A run does not fail for a frame that cannot be drawn. */
  #redrawSoon(): void {
    this.#redraw().catch(() => clearInterval(this.#timer));
  }

  async #redraw(): Promise<void> {
    const { createLogUpdate } = await import('log-update');
    if (this.#timer === undefined) return;
    this.#draw ??= createLogUpdate(this.#stream);
    const running = [...this.#running].map(
      ([name, { since, stories }]) =>
        `  ${name}: ${describe(stories)}, ${seconds(performance.now() - since)}`,
    );
    // A frame higher than the terminal cannot be drawn over.
    const room = Math.max(1, (this.#stream.rows || 24) - 3);
    const more = running.length > room ? [`  and ${running.length - room} more`] : [];
    const head = `${this.#done} of ${this.#total} done${this.#timeLeft()}`;
    this.#draw([head, ...running.slice(0, room), ...more].join('\n'));
  }

  #timeLeft(): string {
    const left = timeLeftMs({
      passedMs: performance.now() - this.#startedAt,
      total: this.#total,
      done: this.#done,
      reused: this.#reused,
      stories: [...this.#running.values()].map(({ stories }) => stories),
    });
    return left === undefined ? '' : `, about ${seconds(left)} left`;
  }
}

function describe({ done, total }: StoryCount): string {
  if (total === undefined && done === 0) return 'building and starting';
  return total === undefined ? `${done} stories` : `${done} of ${total} stories`;
}

function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}
