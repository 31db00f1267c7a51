import { createLogUpdate } from 'log-update';
import type { LabRun } from '../../reports/schema.ts';
import { visibleText } from '../../reports/text/visible-text.ts';
import type { Submission } from '../course/find-submissions.ts';
import type { Progress } from '../run/progress.ts';

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

  finished(labRun: LabRun): void {
    this.#done += 1;
    this.#stream.write(`[${this.#done}/${this.#total}] ${nameOf(labRun)}: ${scoreOf(labRun)}\n`);
  }

  end(): void {}
}

class LiveProgress implements Progress {
  readonly #draw: ReturnType<typeof createLogUpdate>;
  readonly #running = new Map<string, number>();
  readonly #startedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #total = 0;
  #done = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#draw = createLogUpdate(stream);
  }

  begin(total: number): void {
    this.#total = total;
    this.#timer = setInterval(() => this.#redraw(), redrawEveryMs);
    this.#redraw();
  }

  started(submission: Submission): void {
    this.#running.set(nameOf(submission), performance.now());
  }

  finished(labRun: LabRun): void {
    this.#done += 1;
    this.#running.delete(nameOf(labRun));
  }

  end(): void {
    clearInterval(this.#timer);
    this.#draw.clear();
    this.#draw.done();
  }

  #redraw(): void {
    const running = [...this.#running].map(
      ([name, since]) => `  ${name} (${seconds(performance.now() - since)})`,
    );
    this.#draw([`${this.#done} of ${this.#total} done${this.#timeLeft()}`, ...running].join('\n'));
  }

  #timeLeft(): string {
    if (this.#done === 0) return '';
    const perRun = (performance.now() - this.#startedAt) / this.#done;
    return `, about ${seconds(perRun * (this.#total - this.#done))} left`;
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
