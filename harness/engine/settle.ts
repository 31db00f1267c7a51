import { judgeCheck, type Seen } from './judge.ts';
import type { Check } from './lab.ts';
import type { ProgramRecord } from './observation.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** In a world that the machine kept waiting for longer, and for more than this share of its time, a time proves little. */
const mostStallMs = 3000;
const mostStalledShare = 0.3;

/**
 * What two worlds, or three, say of a check that failed in the first. The third had the machine to itself. A failure is
 * told, and shown, as it was in the first world, which is the one that is kept.
 * @returns undefined where two do not suffice
 */
export function settle(
  check: Check,
  worlds: readonly [Seen, Seen] | readonly [Seen, Seen, Seen],
): Verdict | undefined {
  const [first, second, third] = worlds;
  const shown = judgeCheck(check, first);
  const others = worlds.slice(1).map((seen) => judgeCheck(check, seen));
  const attempts = worlds.length;
  const failures = [shown, ...others].filter(({ status }) => status === 'failed');
  const hasFailedTwice = others[0]?.status === 'failed';
  const failure = (): Verdict => ({
    ...shown,
    points: Math.max(...failures.map(({ points }) => points)),
    attempts,
  });
  if (third === undefined) {
    return hasFailedTwice && !(isStalled(first) && isStalled(second)) ? failure() : undefined;
  }
  const last = others[1]?.status;
  // A pass counts for little in a world that the machine held up, as a failure does.
  const isPassDoubtful = isStalled(second) && !isStalled(third);
  if (last === 'failed' && (hasFailedTwice || isPassDoubtful)) return failure();
  if (last === 'passed' && !isStalled(third)) return verdictOf(check, { status: 'passed', attempts });
  const reason = `It failed in ${failures.length} of ${attempts} worlds${why(worlds)}`;
  return verdictOf(check, { status: 'inconclusive', reason, attempts });
}

function why(worlds: readonly Seen[]): string {
  const broken = worlds.find((seen) => seen.kind === 'broken');
  if (broken !== undefined) return `, and one could not be played: ${broken.reason}`;
  return worlds.some(isStalled)
    ? ': the machine was too busy to tell.'
    : ': the program does not do the same each time.';
}

/** A silence of seconds is the program's own where the machine kept its world waiting for no longer, and no larger share. */
const smallStallMs = 500;
const smallStalledShare = 0.1;

/**
 * Whether a failure in this world may be one of time alone: it was measured, or something had not come when the time of
 * the scenario was over, or that of a start, or, on a machine that held things up, our patience with the conversation that
 * it rests on.
 */
export function restsOnTime({ isAwaited }: Check, { isTimed, evidence }: Verdict, seen: Seen): boolean {
  if (seen.kind === 'broken') return false;
  const { timedOut, programs, transcript, stalledMs = 0, durationMs } = seen.observation;
  if (programs.some(ranIntoLimit)) return false;
  const isSilent =
    stalledMs > Math.max(smallStallMs, durationMs * smallStalledShare) &&
    transcript.some(
      ({ id, events }) =>
        events.some(({ kind }) => kind === 'timeout') &&
        evidence.some((each) => each.kind === 'conversation' && each.id === id),
    );
  const mayHaveGoneOn = isAwaited === true && programs.some(hasNotEnded);
  const isLate = timedOut !== undefined || programs.some(startedTooLate);
  return isTimed === true || mayHaveGoneOn || isSilent || isLate;
}

function hasNotEnded({ exit }: ProgramRecord): boolean {
  return exit === undefined || exit.isOurDoing;
}

/** What it did until then is its own doing, on any machine. */
function ranIntoLimit({ exit }: ProgramRecord): boolean {
  return exit?.limit !== undefined;
}

function startedTooLate({ isUp, exit }: ProgramRecord): boolean {
  return !isUp && (exit === undefined || (exit.isOurDoing && exit.limit === undefined));
}

function isStalled(seen: Seen): boolean {
  if (seen.kind === 'broken') return false;
  const { stalledMs = 0, durationMs, programs } = seen.observation;
  if (programs.some(ranIntoLimit)) return false;
  return stalledMs > Math.max(mostStallMs, durationMs * mostStalledShare);
}
