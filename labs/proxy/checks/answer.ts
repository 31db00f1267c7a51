import {
  type Evidence,
  escapeBytes,
  fieldValue,
  type HttpDeviation,
  type HttpMessage,
  type Observation,
  parseHttp,
} from '../../../harness/index.ts';
import type { Fetch } from '../scenarios/fetch.ts';

export interface Answer {
  readonly message: HttpMessage;
  readonly deviations: readonly HttpDeviation[];
}

/** What the proxy answered, read as one response whatever it is. */
export function answerOf({ asked, bytes }: Pick<Fetch, 'asked' | 'bytes'>): Answer {
  return parseHttp('response', bytes, { requestMethod: asked.method ?? 'GET' });
}

export function hasStatusLine({ message }: Answer): boolean {
  return message.status !== undefined;
}

/** `HTTP/1.1 200 OK with 431 bytes`, `nothing within 4 s`, `nothing, the connection was closed`. */
export function describeAnswer(fetch: Fetch): string {
  if (fetch.bytes.length === 0) return describeSilence(fetch);
  const { message } = answerOf(fetch);
  if (message.status === undefined) return `no status line: ${escapeBytes(fetch.bytes, 60)}`;
  const tail = fetch.ended === 'timeout' ? ', not complete and the connection left open' : '';
  return `${message.startLine} with ${message.body.length} bytes of body${tail}`;
}

function describeSilence({ ended, durationMs, isRunning }: Fetch): string {
  const program = isRunning ? '' : '; the program had ended';
  if (ended === 'error') return `the connection was refused${program}`;
  if (ended === 'timeout') return `nothing within ${(durationMs / 1000).toFixed(1)} s${program}`;
  return `nothing: the connection was ${ended === 'reset' ? 'reset' : 'closed'} without an answer${program}`;
}

/** Both sides of a fetch: our conversation with the proxy, and the proxy's with the origin. */
export function evidenceOf(...fetches: readonly (Fetch | undefined)[]): Evidence[] {
  const seen = fetches.filter((fetch) => fetch !== undefined);
  const ids = seen.flatMap(({ conversation, origin }) => [
    conversation,
    ...origin.map((entry) => entry.conversation),
  ]);
  return [...new Set(ids)].map((id) => ({ kind: 'conversation', id }));
}

/** How the program ended by itself, if it did: the sentence for a check, and the evidence. */
export function deathOf(observation: Observation): { text: string; evidence: Evidence[] } | undefined {
  const program = observation.programs.findIndex(({ exit }) => exit && !exit.isOurDoing);
  const exit = observation.programs[program]?.exit;
  if (!exit) return undefined;
  const how = exit.signal === undefined ? `with exit status ${exit.code ?? 0}` : `by ${exit.signal}`;
  return { text: `the program had ended ${how}`, evidence: [{ kind: 'exit', program }] };
}

/** Value of a field of the answer, `no such field` where it is absent. */
export function shownField(message: HttpMessage, name: string): string {
  const value = fieldValue(message, name);
  return value === undefined ? `no ${name} field` : `${name}: ${value}`;
}
