import {
  expectThat,
  type FailureDetails,
  fail,
  fieldValue,
  type Observation,
  type OriginEntry,
} from '../../../harness/index.ts';
import { carries } from '../carries.ts';
import type { Fetch } from '../scenarios/fetch.ts';
import type { Relayed } from '../scenarios/relays.ts';
import { answerOf, deathOf, describeAnswer, evidenceOf, hasStatusLine } from './answer.ts';
import { describeDifference } from './describe-difference.ts';
import { type Reproduction, reproduce, type Step, withNote } from './reproduce.ts';
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

/** What an expectation of an answer should know of it. */
interface About {
  /** False where the right answer comes without the origin: from the cache, or because there is none. */
  readonly isOriginDue?: boolean;
  /** The commands that show it, where the request alone does not. */
  readonly shownBy?: Reproduction;
}

/** The answer has this status. */
export function expectStatus(fetch: Fetch, status: number, hint: string, about: About = {}): void {
  const answer = answerOf(fetch);
  expectThat(answer.message.status === status, () => ({
    expected: `status ${status}`,
    actual: describeAnswer(fetch),
    hint: silenceOf(fetch, about) ?? hint,
    ...showing(fetch, about),
  }));
}

/** The answer is an error, any status from 400 on, for which no origin has to be asked. */
export function expectError(fetch: Fetch, what: string, hint: string, shownBy?: Reproduction): void {
  const about = { isOriginDue: false, ...(shownBy && { shownBy }) };
  const answer = answerOf(fetch);
  expectThat(hasStatusLine(answer) && (answer.message.status ?? 0) >= 400, () => ({
    expected: what,
    actual: describeAnswer(fetch),
    hint: silenceOf(fetch, about) ?? hint,
    ...showing(fetch, about),
  }));
}

/** The body that came is the origin's, byte for byte. */
export function expectBody({ fetch, body }: Relayed, hint?: string, about: About = {}): void {
  const { message } = answerOf(fetch);
  if (Buffer.compare(message.body, body) === 0) return;
  const isNoPage = message.body.length === 0 || message.status !== 200;
  const silence = silenceOf(fetch, about);
  const details = isNoPage
    ? { actual: describeAnswer(fetch), ...(silence !== undefined && { hint: silence }) }
    : describeDifference(message.body, body, hint);
  fail({
    expected: `the ${body.length} bytes of body that the origin sent`,
    hint:
      hint ??
      'The page is not what the origin sent. Relay what recv() returns as bytes, and go on until the body is complete.',
    ...details,
    ...showing(fetch, about),
  });
}

/** The body is somewhere in what came: for checks that another fault, such as a second head, must not fail. */
export function expectContains({ fetch, body }: Relayed, hint: string, about: About = {}): void {
  expectThat(carries(fetch.bytes, body), () => ({
    expected: `the ${body.length} bytes of the page`,
    actual: describeAnswer(fetch),
    hint: silenceOf(fetch, about) ?? hint,
    ...showing(fetch, about),
  }));
}

function silenceOf(fetch: Fetch, { isOriginDue = true }: About): string | undefined {
  return whyNothingCame(fetch, { isOriginDue });
}

function showing(fetch: Fetch, { shownBy }: About): Omit<FailureDetails, 'expected' | 'actual'> {
  return { ...(shownBy ?? reproduce(fetch)), evidence: evidenceOf(fetch) };
}

/** What a program may die of. */
export interface Trouble {
  /** In words, after `after`: `a malformed request`. */
  readonly what: string;
  /** The commands that make it. */
  readonly steps: readonly Step[];
  readonly note?: string;
}

/** A page asked for after some trouble came: the program lives on. */
export function expectSurvived(observation: Observation, after: Fetch, word: string, trouble: Trouble): void {
  if (answerOf(after).message.status === 200 && carries(after.bytes, word)) return;
  const death = deathOf(observation);
  const shownBy = reproduce(...trouble.steps, after);
  fail({
    expected: `the next page is served after ${trouble.what}`,
    actual: death && after.bytes.length === 0 ? death.text : describeAnswer(after),
    hint: death
      ? 'An error in one request ended the whole proxy. Catch it where that request is handled, close its sockets, and go back to accept().'
      : 'The proxy still runs, and is held up by the request before. Let an error or a time-out end that request alone, close its sockets, and go back to accept().',
    ...(trouble.note === undefined ? shownBy : withNote(trouble.note, shownBy)),
    evidence: [...(death?.evidence ?? []), ...evidenceOf(after)],
  });
}

/** The second time the origin was asked again. @param shownBy the commands for both times */
export function expectAsked(
  second: Fetch,
  details: Pick<FailureDetails, 'expected' | 'hint'>,
  shownBy: Reproduction,
): void {
  expectThat(second.origin.length > 0, () => ({
    ...details,
    actual: `the origin was not asked again; the answer was ${describeAnswer(second)}`,
    ...shownBy,
    evidence: evidenceOf(second),
  }));
}

/** Value of a field of a request that reached the origin. */
export function sentField({ headers }: OriginEntry, name: string): string | undefined {
  const values = headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Whether the origin was asked only if something had changed. */
export function isConditionalRequest(entry: OriginEntry): boolean {
  return ['if-none-match', 'if-modified-since'].some((name) => sentField(entry, name) !== undefined);
}

/** A field of the answer. */
export function answeredField(fetch: Fetch, name: string): string | undefined {
  return fieldValue(answerOf(fetch).message, name);
}
