import { caretAt, escapeBytes, fail } from '../../../harness/index.ts';
import { compareContent } from '../content.ts';
import type { PageFact } from '../scenarios/pages.ts';
import { type Answer, answerOf } from './answer.ts';

/** Fails unless the document came, byte for byte. @returns the answer it came in */
export function expectDocument(page: PageFact | undefined, what: string, hint: string): Answer {
  const answer = answerOf(page?.exchange, what);
  const expected = page?.expected ?? new Uint8Array();
  const comparison = compareContent(answer.content, expected);
  if (comparison.kind !== 'different') return answer;
  fail({ ...describeDifference(answer, expected, comparison.offset), hint });
}

/** Enough bytes of a page to tell it from every other one. */
const TELLING_BYTES = 60;

/**
 * Fails unless what came is this document and no other, be it cut or damaged further on: that has its own checks.
 * @param byHand the command that asks in the same way, where curl cannot
 * @returns the answer it came in
 */
export function expectRecognizable(
  page: PageFact | undefined,
  what: string,
  hint: string,
  byHand?: string,
): Answer {
  const answer = answerOf(page?.exchange, what, byHand);
  const expected = page?.expected ?? new Uint8Array();
  if (Buffer.from(answer.content).includes(Buffer.from(expected.subarray(0, TELLING_BYTES)))) return answer;
  const comparison = compareContent(answer.content, expected);
  const offset = comparison.kind === 'same' ? 0 : comparison.offset;
  fail({ ...describeDifference(answer, expected, offset), hint });
}

function describeDifference(answer: Answer, expected: Uint8Array, offset: number) {
  const { content, message, exchange, evidence, reproduce } = answer;
  const status = message.status === undefined ? '' : `, status ${message.status}`;
  if (content.length === 0) {
    return {
      expected: `${expected.length} bytes of the file`,
      actual: `no body${status}`,
      evidence,
      reproduce,
    };
  }
  if (message.status !== undefined && message.status >= 300) {
    // Another page altogether: where its bytes begin to differ says nothing.
    return {
      expected: `status 200 and the ${expected.length} bytes of the file`,
      actual: `status ${message.status}, with ${content.length} bytes of its own: ${escapeBytes(content, 40)}`,
      evidence,
      reproduce,
    };
  }
  return {
    expected: `${expected.length} bytes; around byte ${offset}:\n${caretAt(expected, offset)}`,
    actual: `${content.length} bytes${status}; around byte ${offset}:\n${caretAt(content, offset)}`,
    evidence: [
      { kind: 'conversation' as const, id: exchange.conversation, offset: message.bodyOffset + offset },
    ],
    reproduce,
  };
}
