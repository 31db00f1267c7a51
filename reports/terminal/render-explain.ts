import type { CheckSummary } from '../schema.ts';
import { kindWords, levelWords } from '../status-words.ts';
import { formatPoints } from '../text/format.ts';
import { visibleText } from '../text/visible-text.ts';
import { makeInk, type TerminalOptions } from './ink.ts';
import { wrapText } from './wrap-text.ts';

/** What one check asks, why, and how it usually goes wrong: the text of `grade explain`. */
export function renderExplain(check: CheckSummary, options: TerminalOptions): string {
  const ink = makeInk(options);
  const { does, expects, why, mistake } = check.explanation;
  const worth = check.points > 0 ? `${formatPoints(check.points)} points` : 'no points';
  const facts = [
    `${kindWords[check.kind]}, ${worth}, ${levelWords[check.level]}`,
    `scenario ${check.scenario}`,
  ];
  const paragraph = (name: string, text: string) =>
    `${ink('bold', name)}\n${visibleText(wrapText(text, options.width, '  '))}`;
  const sources = check.sources.map(({ text, url }) => (url ? `${text}  ${url}` : text));
  return `${[
    `${ink('bold', check.title)}\n${ink('dim', check.id)}\n${ink('dim', facts.join('; '))}`,
    paragraph('What is done', does),
    paragraph('What is expected', expects),
    paragraph('Why it matters', why),
    paragraph('The usual mistake', mistake),
    paragraph('Where it stands', sources.join('\n')),
  ].join('\n\n')}\n`;
}
