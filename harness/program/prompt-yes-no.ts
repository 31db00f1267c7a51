import { meaningOf, plainWords } from './meaning.ts';

/** Whether a question is answered with yes or no. */
export function isYesNo(question: string): boolean {
  return meaningOf(question) === 'continue';
}

/** When a yes-or-no question is asked. */
export interface Moment {
  /** It was asked before in this start. */
  readonly isRepeated: boolean;
  /** What a run needs was asked for before it. */
  readonly isAfterRun: boolean;
  /** Nothing was asked before it. */
  readonly isFirst: boolean;
}

const refused =
  /\b(?:again|another|attach\w*|more|novamente|otra vez|outr[oa]|weiter(?:e|en)|nochmal|anexo|anhang|encore|lagi)\b|еще|ещё|再/;
const aboutRun = /\bcontinu|продолж|继续|繼續|続け|계속/;
const letters: readonly (readonly [pattern: RegExp, yes: string, no: string])[] = [
  [/\byes\b.*\bno\b/, 'yes', 'no'],
  [/\bs(?:im|i)?\b\W{1,3}n/, 's', 'n'],
  [/\bo(?:ui)?\b\W{1,3}n/, 'o', 'n'],
  [/\bja?\b\W{1,3}n/, 'j', 'n'],
  [/\be(?:vet)?\b\W{1,3}h/, 'e', 'h'],
  [/\bt(?:ak)?\b\W{1,3}n/, 't', 'n'],
];

/**
 * Yes at first; no when the question comes back after a run, or asks for another one. A question about leaving is
 * answered so that the program runs once and ends.
 */
export function yesOrNo(question: string, moment: Moment): string {
  const words = plainWords(question);
  const [, yes, no] = letters.find(([pattern]) => pattern.test(words)) ?? [undefined, 'y', 'n'];
  const isLeaving = /\b(?:quit|exit|stop|sair|salir|beenden)\b/.test(words) && !aboutRun.test(words);
  if (isLeaving) return moment.isFirst ? no : yes;
  const isRefused = refused.test(words) || moment.isRepeated || (aboutRun.test(words) && moment.isAfterRun);
  return isRefused ? no : yes;
}
