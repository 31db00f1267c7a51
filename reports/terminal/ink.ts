import { styleText } from 'node:util';
import type { Status } from '../schema.ts';
import { visibleText } from '../text/visible-text.ts';

/** How text is set on a terminal. */
export interface TerminalOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

type Format = Parameters<typeof styleText>[0];

/** Colours text, or does not. Hidden characters become visible escapes: a program cannot command the terminal. */
export type Ink = (format: Format, text: string) => string;

export function makeInk({ color }: Pick<TerminalOptions, 'color'>): Ink {
  return (format, text) =>
    color ? styleText(format, visibleText(text), { validateStream: false }) : visibleText(text);
}

export const statusFormats: Readonly<Record<Status, Format>> = {
  passed: 'green',
  failed: 'red',
  blocked: 'gray',
  inconclusive: 'yellow',
  errored: 'magenta',
};
