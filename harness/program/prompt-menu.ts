import type { StartInputs } from '../engine/world.ts';
import { meaningOf, plainWords } from './meaning.ts';

interface MenuLine {
  /** What to type for it: a number or a letter. */
  readonly key: string;
  readonly text: string;
}

const leaves =
  /\b(?:quit|exit|leave|bye|end|sair|salir|quitter|beenden|uscire|esci|wyjscie|cikis|keluar|thoat)\b|выход|退出|離開|終了|종료/;
const wantedForMail = /send|mail|compose/i;
const wantedForPing = /ping|start|run|client|host|custom|server/i;
const settingWords = /^(?:host|port|user|password|sender|recipient|subject|body|url|count)$/;

/**
 * The number or letter of the menu line that fits; `1` when none tells. A menu that sets one thing at a time (`1. Server`,
 * `2. Port`, `3. Send`) is gone through in its order, then what it is there for, then the way out.
 * @param printed the output, with the menu in it
 * @param timesBefore how often the same menu has been answered
 */
export function menuChoice(printed: string, timesBefore: number, inputs: StartInputs): string {
  const lines = linesOf(printed);
  const isMail = inputs.recipients !== undefined || inputs.subject !== undefined;
  const wanted = isMail ? wantedForMail : wantedForPing;
  const leaving = lines.filter(({ text }) => leaves.test(plainWords(text)));
  const others = lines.filter((line) => !leaving.includes(line));
  const settings = others.filter(isSetting);
  const isForm = settings.length > 1;
  const [aim] = others.filter((line) => wanted.test(line.text) && !(isForm && isSetting(line)));
  const walk = [...(isForm ? settings : []), ...(aim === undefined ? [] : [aim]), ...leaving.slice(0, 1)];
  const next = walk[Math.min(timesBefore, walk.length - 1)];
  return aim === undefined && !isForm ? '1' : (next?.key ?? '1');
}

/** The lines of the menu that was printed last. */
function linesOf(printed: string): MenuLine[] {
  const found = [...printed.matchAll(/^\s*[([]?(\w{1,2})[\])]?\s*[.):-]+\s*(.+)$/gm)];
  const byKey = new Map(found.map(([, key = '', text = '']) => [key, { key, text }]));
  return [...byKey.values()];
}

/** `Set server address`, `Subject`, but not `Send a message`. */
function isSetting({ text }: MenuLine): boolean {
  const words = plainWords(text);
  return (
    !/^(?:send|ping|start|run|compose|envi\w*|mand\w*)\b/.test(words) && settingWords.test(meaningOf(words))
  );
}
