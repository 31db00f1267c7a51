import type { Progress } from './progress.ts';

/** One who passes on what he is told. */
export function tellAll(listeners: readonly Progress[]): Progress {
  return {
    begin: (total) => listeners.forEach((each) => void each.begin(total)),
    started: (submission) => listeners.forEach((each) => void each.started(submission)),
    played: (submission, stories) => listeners.forEach((each) => void each.played(submission, stories)),
    finished: (labRun, isReused) => listeners.forEach((each) => void each.finished(labRun, isReused)),
    say: (text) => listeners.forEach((each) => void each.say(text)),
    end: () => listeners.forEach((each) => void each.end()),
  };
}
