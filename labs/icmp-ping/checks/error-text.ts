import { type OutputChunk, type ParsedIcmp, parseIcmp, readOutput } from '../../../harness/index.ts';
import type { Ping, PingObservation } from './read-pings.ts';

/** How long after an error the program may take to print what it is. */
const promptMs = 700;
/** The capture's clock and our reading of the output may differ by so much. */
const slackMs = 5;

/** What a program printed right after the error message that a request got. */
export interface ErrorText {
  readonly ping: Ping;
  readonly error: ParsedIcmp;
  /** Lower case; empty when it was silent. */
  readonly text: string;
}

/** Cuts the output by time: from each error to the next one, and no longer than a moment. */
export function readErrorTexts(observation: PingObservation, pings: readonly Ping[]): readonly ErrorText[] {
  const output = observation.programs[0]?.output ?? [];
  return pings.flatMap((ping) => {
    const { error: packet } = ping;
    if (!packet) return [];
    const next = pings.find(({ index, error }) => index > ping.index && error)?.error;
    const endMs = Math.min(packet.atMs + promptMs, (next?.atMs ?? Number.POSITIVE_INFINITY) - slackMs);
    const text = printedBetween(output, packet.atMs - slackMs, endMs);
    return [{ ping, error: parseIcmp(packet.payload), text }];
  });
}

/** All that was printed, lower case. */
export function wholeText(observation: PingObservation): string {
  return readOutput(observation.programs[0]?.output ?? []).text;
}

function printedBetween(output: readonly OutputChunk[], startMs: number, endMs: number): string {
  return readOutput(output.filter(({ atMs }) => atMs >= startMs && atMs < endMs)).text;
}

/** Lines without their numbers: what is left tells one message from another in any language. */
export function shapesOf(text: string): ReadonlySet<string> {
  const shapes = text.split('\n').map((line) => line.replace(/[\d.,:]+/g, '#').trim());
  return new Set(shapes.filter((shape) => /\p{L}/u.test(shape)));
}

/** Whole numbers in the text that are not parts of addresses or times. */
export function numbersIn(text: string): ReadonlySet<number> {
  return new Set(Array.from(text.matchAll(/(?<![\d.])\d+(?![\d]|[.]\d)/g), ([digits]) => Number(digits)));
}
