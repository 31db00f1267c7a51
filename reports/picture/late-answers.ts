import { formatDuration } from '../text/format.ts';
import type { StoredConversation, StoredEvent } from '../transcript-file.ts';
import { findPings } from './find-pings.ts';

/** How long a ping is waited for. */
export const waitMs = 1000;

/** What is to be said of answers that are not what a ping waits for: too late, or a second time. */
export function oddAnswers(
  conversation: StoredConversation,
  timeOf: (event: StoredEvent) => number,
): Map<StoredEvent, { readonly isLate: boolean; readonly detail: string }> {
  const odd = new Map<StoredEvent, { isLate: boolean; detail: string }>();
  for (const { request, answers } of findPings(conversation)) {
    for (const [index, answer] of answers.entries()) {
      const afterMs = timeOf(answer) - timeOf(request);
      const isLate = afterMs > waitMs;
      if (isLate) odd.set(answer, { isLate, detail: `late: ${formatDuration(afterMs)} after the request` });
      else if (index > 0) odd.set(answer, { isLate, detail: 'the same answer again' });
    }
  }
  return odd;
}
