import type { Verdict } from '../schema.ts';
import { compareLines } from '../text/compare-lines.ts';
import { codeText, html, type Markup } from './markup.ts';

/** What was expected and what came, side by side; where they are alike, the difference is marked. */
export function comparison({ expected, actual }: Verdict): Markup | null {
  if (expected === undefined && actual === undefined) return null;
  const lines = compareLines(expected ?? '', actual ?? '');
  const side = (text: string | undefined, key: 'expected' | 'actual') =>
    lines
      ? lines.map(
          (line, index) =>
            html`${index > 0 && '\n'}${codeText(line.before)}${difference(line[key])}${codeText(line.after)}`,
        )
      : codeText(text ?? '');
  return html`<dl class="compare"><div><dt>Expected</dt><dd><pre>${side(expected, 'expected')}</pre></dd></div>
<div class="got"><dt>Got</dt><dd><pre>${side(actual, 'actual')}</pre></dd></div></dl>`;
}

function difference(text: string): Markup | null {
  return text === '' ? null : html`<b>${codeText(text)}</b>`;
}
