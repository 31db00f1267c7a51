import type { CheckSummary, LabSummary } from '../schema.ts';
import { formatPoints } from '../text/format.ts';
import { type Ink, makeInk, type TerminalOptions } from './ink.ts';
import { wrapText } from './wrap-text.ts';

/** All that a lab checks, by part: points, title and id, for `grade list LAB`. */
export function renderCheckList(
  { title, summary, parts, checks }: LabSummary,
  options: TerminalOptions,
): string {
  const ink = makeInk(options);
  const width = Math.max(...checks.map((check) => check.title.length));
  const blocks = parts.map((part) => {
    const own = checks.filter((check) => check.part === part.id);
    const heading = parts.length > 1 ? [ink('bold', part.title)] : [];
    return [...heading, ...own.map((check) => line(check, width, ink))].join('\n');
  });
  const head = `${ink('bold', title)}\n${ink('dim', wrapText(summary, options.width, ''))}`;
  return `${[head, ...blocks].join('\n\n')}\n`;
}

function line({ id, title, kind, points }: CheckSummary, width: number, ink: Ink): string {
  const sign = kind === 'extension' ? '+' : '';
  const worth = points > 0 ? `${sign}${formatPoints(points)}` : '-';
  return `${worth.padStart(4)}  ${title.padEnd(width)}  ${ink('dim', id)}`;
}
