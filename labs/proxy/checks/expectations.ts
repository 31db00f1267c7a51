import {
  caretAt,
  escapeBytes,
  expectThat,
  type FailureDetails,
  fail,
  fieldValue,
  type Observation,
  type OriginEntry,
  withoutSecondHead,
} from '../../../harness/index.ts';
import { carries } from '../carries.ts';
import type { Fetch } from '../scenarios/fetch.ts';
import type { Relayed } from '../scenarios/relays.ts';
import { answerOf, deathOf, describeAnswer, evidenceOf, hasStatusLine, reproduce } from './answer.ts';
import { whyNothingCame } from './why-nothing-came.ts';

/** A fact that the scenario should have noted; what stood in its way otherwise. */
export function seen<T>(observation: Observation, fact: T | undefined, what: string): T {
  if (fact !== undefined) return fact;
  const notUp = observation.programs.find(({ isUp }) => !isUp);
  const { timedOut } = observation;
  const reason = notUp
    ? (notUp.notUpBecause ?? 'the program did not listen')
    : timedOut
      ? `the time ran out after ${timedOut.afterMs / 1000} s, ${timedOut.during}`
      : 'the scenario ended before this could be seen';
  fail({
    expected: what,
    actual: reason,
    hint: notUp
      ? 'The proxy has to be up before anything can be asked of it: read what it printed, and see that it calls bind(), listen() and accept().'
      : 'The program was so slow, or hung so long before this, that it was not asked any more: mend the first failure first.',
  });
}

/** The answer has this status. */
export function expectStatus(fetch: Fetch, status: number, hint: string): void {
  const answer = answerOf(fetch);
  expectThat(answer.message.status === status, () => ({
    expected: `status ${status}`,
    actual: describeAnswer(fetch),
    hint: whyNothingCame(fetch) ?? hint,
    reproduce: reproduce(fetch),
    evidence: evidenceOf(fetch),
  }));
}

/** The answer is an error: any status from 400 on. */
export function expectError(fetch: Fetch, what: string, hint: string): void {
  const answer = answerOf(fetch);
  expectThat(hasStatusLine(answer) && (answer.message.status ?? 0) >= 400, () => ({
    expected: what,
    actual: describeAnswer(fetch),
    hint: whyNothingCame(fetch) ?? hint,
    reproduce: reproduce(fetch),
    evidence: evidenceOf(fetch),
  }));
}

/** The body that came is the origin's, byte for byte. */
export function expectBody({ fetch, body }: Relayed, hint?: string): void {
  const { message } = answerOf(fetch);
  if (Buffer.compare(message.body, body) === 0) return;
  const isNoPage = message.body.length === 0 || message.status !== 200;
  const silence = whyNothingCame(fetch);
  const details = isNoPage
    ? { actual: describeAnswer(fetch), ...(silence !== undefined && { hint: silence }) }
    : describeDifference(message.body, body, hint);
  fail({
    expected: `the ${body.length} bytes of body that the origin sent`,
    hint:
      hint ??
      'The page is not what the origin sent. Relay what recv() returns as bytes, and go on until the body is complete.',
    ...details,
    reproduce: reproduce(fetch),
    evidence: evidenceOf(fetch),
  });
}

/** The body is somewhere in what came: for checks that another fault, such as a second head, must not fail. */
export function expectContains({ fetch, body }: Relayed, hint: string): void {
  expectThat(carries(fetch.bytes, body), () => ({
    expected: `the ${body.length} bytes of the page`,
    actual: describeAnswer(fetch),
    hint: whyNothingCame(fetch) ?? hint,
    reproduce: reproduce(fetch),
    evidence: evidenceOf(fetch),
  }));
}

function describeDifference(
  came: Uint8Array,
  body: Uint8Array,
  hint = 'Do not decode the body to text and encode it again, nor strip or replace line ends: keep bytes.',
): { actual: string; hint?: string } {
  if (Buffer.compare(withoutSecondHead(came), body) === 0) {
    return {
      actual: `a second head, ${escapeBytes(came, 40)}, and then the ${body.length} bytes`,
      hint: "The origin's answer already has a head: do not send one of your own before it.",
    };
  }
  const at = body.findIndex((byte, index) => byte !== came[index]);
  if (at === came.length) {
    return {
      actual: `only the first ${came.length} of ${body.length} bytes`,
      hint: 'One recv() returns what has arrived, not the whole answer: call it again until the origin closes or Content-Length is reached.',
    };
  }
  if (at < 0)
    return {
      actual: `${came.length - body.length} bytes too many at the end\n${caretAt(came, body.length)}`,
      hint: 'Something is sent after the page: look for a line end, or a second copy of the last piece, after the loop that relays.',
    };
  return {
    actual: `${came.length} bytes that differ from byte ${at} on:\n${caretAt(came, at)}`,
    hint,
  };
}

/** A page asked for after some trouble came: the program lives on. */
export function expectSurvived(observation: Observation, after: Fetch, word: string, trouble: string): void {
  if (answerOf(after).message.status === 200 && carries(after.bytes, word)) return;
  const death = deathOf(observation);
  fail({
    expected: `the next page is served after ${trouble}`,
    actual: death && after.bytes.length === 0 ? death.text : describeAnswer(after),
    hint: death
      ? 'An error in one request ended the whole proxy. Catch it where that request is handled, close its sockets, and go back to accept().'
      : 'The proxy still runs, and is held up by the request before. Let an error or a time-out end that request alone, close its sockets, and go back to accept().',
    reproduce: reproduce(after),
    evidence: [...(death?.evidence ?? []), ...evidenceOf(after)],
  });
}

/** The second time the origin was asked again. */
export function expectAsked(second: Fetch, details: Pick<FailureDetails, 'expected' | 'hint'>): void {
  expectThat(second.origin.length > 0, () => ({
    ...details,
    actual: `the origin was not asked again; the answer was ${describeAnswer(second)}`,
    reproduce: reproduce(second),
    evidence: evidenceOf(second),
  }));
}

/** Value of a field of a request that reached the origin. */
export function sentField({ headers }: OriginEntry, name: string): string | undefined {
  const values = headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** A field of the answer. */
export function answeredField(fetch: Fetch, name: string): string | undefined {
  return fieldValue(answerOf(fetch).message, name);
}
