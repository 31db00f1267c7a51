import type { StartInputs } from '../engine/world.ts';
import { inputFor } from './fill.ts';
import { meaningOf, plainWords } from './meaning.ts';
import type { Meaning, PromptHint } from './types.ts';

/**
 * What to type at a prompt.
 * @param prompt the end of the program's output: its last line, or all since the last answer
 * @param hints the prompts found in the source
 * @param askedSoFar how many prompts this start has answered already
 * @returns one line or more, without the last line break
 */
export function answerFor(
  prompt: string,
  hints: readonly PromptHint[],
  askedSoFar: number,
  inputs: StartInputs,
): string {
  const tail = lastLineOf(prompt);
  const position = hintIndex(tail, hints, askedSoFar);
  const hint = hints[position];
  const said = meaningOf(tail);
  const meaning =
    said === 'unknown' || (hint !== undefined && matches(tail, hint)) ? (hint?.meaning ?? said) : said;
  if (isYesNo(tail) || meaning === 'continue') return yesOrNo(prompt, hints, position, askedSoFar);
  if (meaning === 'mode') return menuChoice(prompt, inputs);
  if (meaning === 'body') return bodyFor(prompt, inputs);
  if (meaning === 'unknown') return guess(tail, hint, inputs);
  return inputFor(meaning, inputs);
}

function lastLineOf(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}

/** The hint that stands for this prompt: the one with its text, the nearest to the order if several. */
function hintIndex(tail: string, hints: readonly PromptHint[], askedSoFar: number): number {
  const expected = hints.length === 0 ? 0 : askedSoFar % hints.length;
  const fitting = hints
    .map((hint, index) => (matches(tail, hint) ? index : -1))
    .filter((index) => index >= 0);
  if (fitting.length === 0) return expected;
  return fitting.find((index) => index >= expected) ?? fitting[0] ?? expected;
}

function matches(tail: string, hint: PromptHint): boolean {
  const last = lastLineOf(hint.text);
  // What a template or a format puts in is not known: compare up to there.
  const fixed = last.split(/\{[^}]*\}|%[\w.]+/)[0]?.trim() ?? '';
  return fixed.length > 2 && tail.includes(fixed);
}

function isYesNo(tail: string): boolean {
  return meaningOf(tail) === 'continue' || /\(?\[?\b[yY](?:es)?\b\]?\s*[/|,]\s*\[?[nN]o?\b/.test(tail);
}

const refusals =
  /\b(?:again|another|attach\w*|more|quit|exit|stop|novamente|otra vez|outr[oa]|weiter(?:e|en)|nochmal|anexo|anhang|encore|lagi)\b|еще|ещё|再/;
const wantsWord = /\b(?:yes|no)\b.*\b(?:yes|no)\b/;
const affirmatives: readonly (readonly [RegExp, string, string])[] = [
  [/\bs(?:im|i)?\b ?[/|,] ?\bn/, 's', 'n'],
  [/\bo(?:ui)?\b ?[/|,] ?\bn/, 'o', 'n'],
  [/\bj(?:a)?\b ?[/|,] ?\bn/, 'j', 'n'],
  [/\be\b ?[/|,] ?\bh\b/, 'e', 'h'],
];

/**
 * Yes at first; no when the question comes back after a run, or asks for another one. A question about leaving is
 * answered so that the program runs once and ends.
 */
function yesOrNo(prompt: string, hints: readonly PromptHint[], position: number, askedSoFar: number): string {
  const words = plainWords(lastLineOf(prompt));
  const [yes, no] =
    affirmatives.find(([pattern]) => pattern.test(words))?.slice(1) ??
    (wantsWord.test(words) ? ['yes', 'no'] : ['y', 'n']);
  const isLeaving = /\b(?:quit|exit|stop|sair|salir|beenden)\b/.test(words) && !/\bcontinue\b/.test(words);
  const isRepeated = askedSoFar > position || prompt.split(lastLineOf(prompt)).length > 2;
  const cameAfterRun = hints
    .slice(0, position)
    .some((hint) => /^(?:host|port|url|recipient)$/.test(hint.meaning));
  const isAboutRun = /\bcontinu|продолж|继续|繼續|続け|계속/.test(words);
  if (isLeaving) return isRepeated || askedSoFar > 0 ? String(yes) : String(no);
  const isRefused = refusals.test(words) || isRepeated || (isAboutRun && cameAfterRun);
  return String(isRefused ? no : yes);
}

/** The number or letter of the menu line that fits; `1` when none tells. */
function menuChoice(prompt: string, inputs: StartInputs): string {
  const wanted =
    inputs.recipients !== undefined || inputs.subject !== undefined
      ? /send|mail|compose/i
      : /ping|start|run|client|host|custom|server/i;
  const lines = [...prompt.matchAll(/^\s*[([]?(\w{1,2})[\])]?\s*[.):-]+\s*(.+)$/gm)];
  const fitting = lines.find((line) => wanted.test(line[2] ?? '') && !/quit|exit/i.test(line[2] ?? ''));
  return fitting?.[1] ?? '1';
}

/** Ends as the prompt says it must: with a dot, a word or an empty line. */
function bodyFor(prompt: string, inputs: StartInputs): string {
  const body = inputFor('body', inputs);
  const words = prompt.slice(-400);
  const word =
    /["'`<]([A-Za-z.]{1,10})["'`>]\s*(?:on|in|alone|to (?:end|finish|stop|send))|(?:end|finish|terminate|stop)\w*\s+(?:it\s+)?(?:with|by)\s+(?:an?\s+)?["'`<]?(\.|END|EOF|QUIT|DONE|SEND)\b?/.exec(
      words,
    );
  if (word !== null) return `${body}\n${word[1] ?? word[2] ?? '.'}`;
  if (/single (?:dot|period)|a (?:dot|period)\b|\bponto\b|\bpunto\b/i.test(words)) return `${body}\n.`;
  if (/(?:blank|empty) line|press enter twice|leerzeile|linha (?:em branco|vazia)|linea vac/i.test(words))
    return `${body}\n`;
  return body;
}

/** Nothing tells what is wanted: a number where the source converts, else what a first question most often asks for. */
function guess(tail: string, hint: PromptHint | undefined, inputs: StartInputs): string {
  if (hint?.isSecret === true) return inputFor('password', inputs);
  if (/\bpress\b|\benter to\b|\bany key\b/i.test(tail)) return '';
  const meaning: Meaning = hint?.wantsNumber === true ? 'port' : 'host';
  return inputFor(meaning, inputs);
}

/** Whether output that has stopped looks like a question, by its last line. */
export function looksLikePrompt(tail: string): boolean {
  if (tail.trim() === '') return false;
  const last = tail.split('\n').at(-1) ?? '';
  if (last.trim() === '') return asksAbove(lastLineOf(tail));
  if (/(?:[?:>=）：？»#$]|->|=>|\)|\])\s*$/.test(last)) return true;
  return / $/.test(last) || /\b(?:enter|input|type|please|y\/n)\b/i.test(last);
}

/** `println` before a read: the question is the line above. */
function asksAbove(line: string): boolean {
  const asks =
    /\b(?:enter|input|type|please|give|digite|ingrese|introduzca|entrez|saisi\w*|bitte|inserisci|podaj|gir|masukkan|nhap|what|which)\b|введите|请输入|請輸入|入力|입력|\?$/;
  return /[?:>：？]$/.test(line) && meaningOf(line) !== 'unknown' && asks.test(plainWords(line));
}
