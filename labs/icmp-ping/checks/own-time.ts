import { fail, inconclusive, type RttTolerance } from '../../../harness/index.ts';
import { packetsOf } from './evidence.ts';
import type { PingObservation } from './read-pings.ts';
import { milliseconds, readTimes } from './read-times.ts';

export interface OwnTimeExpectation {
  /** Judged are the requests with this role in the story. */
  readonly role: string;
  /** What came besides the true reply: `a reply with another identifier`. */
  readonly what: string;
  readonly hint: string;
}

/** Narrower than for times in general: here they are apart by intent, and must not pass for each other. */
const tolerance: RttTolerance = { belowMs: 12, belowShare: 0.05, aboveMs: 45, aboveShare: 0.1 };

/**
 * The requests with this role must be shown with the time of their own reply. Says nothing (inconclusive) where none
 * was sent, or where the times of the other requests cannot be found either because no reply was understood.
 */
export function expectOwnTime(observation: PingObservation, { role, what, hint }: OwnTimeExpectation): void {
  const { pings, matches } = readTimes(observation, { tolerance });
  const judged = pings.filter((ping) => ping.role === role && ping.rttMs !== undefined);
  if (judged.length === 0) inconclusive('It ended before this was sent');
  const wrong = judged.find(({ index }) => !matches.byPing[index]);
  if (!wrong) return;
  const hasOthers = pings.some((ping) => ping.role !== role && matches.byPing[ping.index]);
  const isChecksumRight = pings.every(({ message }) => message.isChecksumRight);
  if (!hasOthers && !isChecksumRight) inconclusive('None of the printed times can be matched with the wire');
  fail({
    expected: `for request ${wrong.index + 1} the time of its own reply, ${milliseconds(wrong.rttMs ?? 0)}, in spite of ${what}`,
    actual: hasOthers
      ? 'a time is printed for other requests, for this one another or none'
      : 'no printed time belongs to any of the requests',
    hint: hasOthers ? hint : 'Mend the printed times first: none of them is that of a reply.',
    evidence: packetsOf(wrong),
  });
}
