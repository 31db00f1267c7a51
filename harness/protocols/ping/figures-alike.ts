import type { Figure } from './figure.ts';
import type { PingOutput } from './read-output.ts';

/** Groups figures by what stands before them in their line, numbers aside: `reply 3: time=` is one kind of place. */
export function figuresAlike({ figures, text }: Pick<PingOutput, 'figures' | 'text'>): Figure[][] {
  const groups = Map.groupBy(figures, (figure) => {
    const lineStart = text.lastIndexOf('\n', figure.start - 1) + 1;
    return text
      .slice(Math.max(lineStart, figure.start - 80), figure.start)
      .replace(/[\d.,:]+/g, '#')
      .replace(/\s+/g, ' ')
      .slice(-16);
  });
  return [...groups.values()];
}
