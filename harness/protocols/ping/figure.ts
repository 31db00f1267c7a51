import type { Unit } from './units.ts';

/** One number that a program printed. */
export interface Figure {
  readonly value: number;
  /** As printed: `80,12`. */
  readonly text: string;
  /** In the normalised text of `readOutput`. */
  readonly start: number;
  readonly end: number;
  /** Number of the line, from 0. */
  readonly line: number;
  /** When the last of its line was printed, on the scenario's clock; where the output was read with times. */
  readonly printedAtMs?: number;
  /** Half of the last printed place: how far rounding may have moved it, in the figure's own unit. */
  readonly rounding: number;
  readonly unit?: Unit;
  /** `behind`: the word stands right behind the number; `line`: somewhere in its line; `form`: `0:00:00.080`. */
  readonly unitFrom?: 'behind' | 'line' | 'form';
  /** What the heading over it in a list says: `time`, min/avg/max or what is made of times; `number`, a loss or a count. */
  readonly column?: 'time' | 'number';
}

/** Whether it has a unit or decimals: bare whole numbers may be counts, or the bytes of a packet. */
export function looksMeasured({ unit, text }: Figure): boolean {
  return unit === undefined ? /[.,]/.test(text) : unit !== 'other' && unit !== 'percent';
}
