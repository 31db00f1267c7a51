import {
  type Evidence,
  escapeBytes,
  fail,
  type HttpDeviation,
  type HttpDeviationKind,
  type HttpMessage,
  parseHttp,
  reached,
} from '../../../harness/index.ts';
import { contentOf } from '../content.ts';
import type { Exchange } from '../scenarios/exchange.ts';

/** The answer in an exchange, read as far as it can be. */
export interface Answer {
  readonly exchange: Exchange;
  readonly message: HttpMessage;
  readonly deviations: readonly HttpDeviation[];
  /** What follows the head, whatever its length says; chunks taken apart, a second head left out. */
  readonly content: Uint8Array;
  readonly evidence: readonly Evidence[];
  /** The command that shows it. */
  readonly reproduce: string;
}

/**
 * Reads an answer; fails when the question was not reached or nothing at all came.
 * @param byHand the command that asks the same, where it is not one of curl's
 */
export function answerOf(exchange: Exchange | undefined, what: string, byHand?: string): Answer {
  const asked = reached(exchange, what);
  const { message, deviations } = parseHttp('response', asked.bytes, { requestMethod: asked.method });
  const answer = {
    exchange: asked,
    message,
    deviations,
    content: contentOf(asked.bytes, message),
    evidence: evidenceOf(asked),
    reproduce: byHand ?? reproduceOf(asked),
  };
  if (asked.bytes.length === 0) failForSilence(answer, what);
  return answer;
}

/** The first deviation of one of these kinds. */
export function findDeviation(answer: Answer, ...kinds: HttpDeviationKind[]): HttpDeviation | undefined {
  return answer.deviations.find(({ kind }) => kinds.includes(kind));
}

/** The first line as it came, for `actual`. */
export function firstLine({ exchange }: Answer): string {
  const lineEnd = exchange.bytes.indexOf(10);
  return escapeBytes(lineEnd < 0 ? exchange.bytes : exchange.bytes.subarray(0, lineEnd + 1), 60);
}

/** Evidence that points at a byte of the answer. */
export function evidenceAt({ exchange }: Answer, offset: number): readonly Evidence[] {
  return [{ kind: 'conversation', id: exchange.conversation, offset }];
}

function evidenceOf({ conversation }: Exchange): readonly Evidence[] {
  return conversation === '' ? [] : [{ kind: 'conversation', id: conversation }];
}

/** A request line as `curl` sends it. */
export function reproduceOf({ method, target, port }: Exchange): string {
  const option = method === 'HEAD' ? '-I ' : method === 'GET' ? '' : `-X ${method} `;
  return `curl -v --path-as-is ${option}'http://localhost:${port}${target}'`;
}

function failForSilence({ exchange, evidence, reproduce }: Answer, what: string): never {
  fail({ expected: what, actual: silenceOf(exchange), hint: hintForSilence(exchange), evidence, reproduce });
}

function silenceOf({ isUnasked, connectError, ended, method, target }: Exchange): string {
  if (isUnasked) return 'the program did not come up again';
  const line = `${method} ${target}`.trim();
  if (connectError !== undefined) return `no connection for ${line}: ${connectError}`;
  if (ended === 'timeout') return `no byte in answer to ${line}, and the connection stayed open`;
  return `the connection was closed without a byte in answer to ${line}`;
}

/** The likeliest cause where no byte of an answer came. */
export function hintForSilence({ ended, connectError }: Exchange): string {
  if (connectError === 'timeout')
    return 'The queue of listen() is full: nobody calls accept(). Call it again as soon as a connection is there.';
  if (connectError !== undefined)
    return 'Nobody listens any more: the program ended, or closed its listening socket. Look at what it printed, and close only the socket that accept() returned.';
  return ended === 'timeout'
    ? 'The server waits for something that does not come, or has given this request up without closing its connection, as an exception in a thread does. Answer as soon as the blank line of the request is there, do not read until the client closes, and close whatever happens.'
    : 'The connection was closed without an answer, as an exception in the middle of a request does. Look at what the program printed, and at the line that it names.';
}
