import { visibleLine } from '../text/visible-text.ts';

/** East Asian wide characters and emoji take the room of two in a monospaced line. */
const wideCharacter =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;

/** One line of at most so many columns, what does not show made visible; `…` where it was cut. */
export function fitText(text: string, columns: number): string {
  const characters = [...visibleLine(text)];
  let width = 0;
  const end = characters.findIndex((character) => {
    width += wideCharacter.test(character) ? 2 : 1;
    return width > columns;
  });
  if (end < 0) return characters.join('');
  return `${characters.slice(0, Math.max(0, end - 1)).join('')}…`;
}
