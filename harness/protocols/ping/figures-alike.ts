import type { Figure } from './figure.ts';
import type { PingOutput } from './read-output.ts';

/** Groups figures by what stands before them in their line, numbers aside: `reply 3: time=` is one kind of place. */
export function figuresAlike({ figures, text }: Pick<PingOutput, 'figures' | 'text'>): Figure[][] {
  const groups = Map.groupBy(figures, (figure) => {
    const before = text.slice(Math.max(0, figure.start - 80), figure.start);
    return before
      .slice(before.lastIndexOf('\n') + 1)
      .replace(/[\d.,:]+/g, '#')
      .replace(/\s+/g, ' ')
      .slice(-16);
  });
  return [...groups.values()];
}
