/** Signals of a terminal, kept from ending the process that shows the menu. */
export interface HeldSignals extends Disposable {
  /** Aborted by SIGTERM and SIGHUP, with the name of the signal as its reason. */
  readonly ended: AbortSignal;
}

/** Holds them until it is disposed of. */
export function holdSignals(): HeldSignals {
  const ending = new AbortController();
  const ignore = () => {};
  const end = (signal: NodeJS.Signals) => ending.abort(signal);
  // After Ctrl-Z and `fg`, Node.js leaves standard input paused.
  const goOn = () => setImmediate(() => process.stdin.isRaw && process.stdin.resume());
  process.on('SIGINT', ignore).on('SIGTERM', end).on('SIGHUP', end).on('SIGCONT', goOn);
  return {
    ended: ending.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', ignore).off('SIGTERM', end).off('SIGHUP', end).off('SIGCONT', goOn);
    },
  };
}
