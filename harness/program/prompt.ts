import type { StartInputs } from '../engine/world.ts';
import { inputFor } from './fill.ts';
import { meaningOf, plainWords } from './meaning.ts';
import { menuChoice } from './prompt-menu.ts';
import { isYesNo, yesOrNo } from './prompt-yes-no.ts';
import type { Meaning, PromptHint } from './types.ts';

/** A question, as the last line of the output then was, and what was typed. */
export interface Answered {
  readonly prompt: string;
  readonly answer: string;
}

/**
 * What to type at a prompt.
 * @param prompt the end of the program's output, best all of it since the last answer
 * @param hints the prompts found in the source
 * @param earlier what this start has been asked and told already
 * @returns one line or more, without the last line break
 */
export function answerFor(
  prompt: string,
  hints: readonly PromptHint[],
  earlier: readonly Answered[],
  inputs: StartInputs,
): string {
  const answer = wholeAnswer(prompt, hints, earlier, inputs);
  const hint = hints[hintIndex(prompt, hints, earlier.length)];
  // More than one word would be taken for the answers to the next questions, too.
  return hint?.takesWord && endOf(hint, prompt) >= 0 ? answer.replaceAll(' ', '-') : answer;
}

function wholeAnswer(
  prompt: string,
  hints: readonly PromptHint[],
  earlier: readonly Answered[],
  inputs: StartInputs,
): string {
  const askedSoFar = earlier.length;
  const question = lastQuestionOf(prompt);
  const position = hintIndex(prompt, hints, askedSoFar);
  const hint = hints[position];
  const isRepeated = hints.length > 0 ? askedSoFar >= hints.length : timesAsked(prompt, question) > 1;
  const said = meaningOf(question);
  const isKnown = hint !== undefined && (said === 'unknown' || endOf(hint, prompt) >= 0);
  const meaning = isKnown && hint.meaning !== 'unknown' ? hint.meaning : said;
  const leaving = leavingWord(question);
  const isDone = earlier.length > 0 && meaningOf(lastLineOf(prompt)) === 'continue';
  if (leaving !== undefined && (isRepeated || isDone)) return leaving;
  const command = smtpCommand(question, inputs);
  if (command !== undefined) return command;
  const form = commandForm(lastLineOf(prompt), inputs);
  if (form !== undefined) return form;
  if (/\bpress\b.*\b(?:enter|return|key)\b/i.test(question)) return '';
  if (isYesNo(question) || meaning === 'continue') {
    const isAfterRun = askedSoFar > 0 && hints.slice(0, position).some((each) => isTarget(each));
    return yesOrNo(question, { isRepeated, isAfterRun, isFirst: askedSoFar === 0 });
  }
  const choices = meaning === 'mode' || meaning === 'unknown' ? choicesIn(question) : [];
  if (choices.length > 0) return choiceOf(choices, timesAsked(prompt, question) - 1);
  if (meaning === 'mode') return menuChoice(prompt, timesAnswered(question, earlier), inputs);
  if (meaning === 'body') return bodyFor(prompt, inputs, isKnown ? hint.endWord : undefined);
  if (meaning === 'unknown' || (isKnown && hint.wantsNumber && isWritten(meaning)))
    return guess(hint, inputs);
  // What is pinged or connected to is a host, also where the question calls it a URL.
  return inputFor(meaning === 'url' ? 'host' : meaning, inputs);
}

/** The command itself, where a mail client lets its user type it: `MAIL FROM command>> `, `Say HELO: `. */
function smtpCommand(question: string, inputs: StartInputs): string | undefined {
  const verb = /\b(HELO|EHLO|STARTTLS|AUTH LOGIN|MAIL FROM|RCPT TO|DATA|QUIT)\b/.exec(question)?.[1];
  if (verb === undefined || !/\bcommand\b|\b(?:say|type)\b/i.test(question)) return undefined;
  if (verb === 'HELO' || verb === 'EHLO') return `${verb} student.example`;
  if (verb === 'MAIL FROM') return `${verb}:<${inputFor('sender', inputs)}>`;
  return verb === 'RCPT TO' ? `${verb}:<${inputFor('recipient', inputs)}>` : verb;
}

/** `Enter 'ping' followed by an address`, `Usage: ping <host>`: the word stands before what is asked for. */
function commandForm(question: string, inputs: StartInputs): string | undefined {
  const followed = /["'`‘“]([A-Za-z]+)["'`’”] followed by (?:an? |the )?(.+)/i.exec(question);
  const shown = /\b(?:e\.?g\.?|examples?|usage|syntax)\s*:?\s*["'`<]?(ping|connect)\s+["'`<[]?\w/i.exec(
    question,
  );
  const word = followed?.[1] ?? shown?.[1];
  if (word === undefined) return undefined;
  const meaning = meaningOf(followed?.[2] ?? 'host');
  return `${word} ${inputFor(meaning === 'unknown' ? 'host' : meaning, inputs)}`;
}

/** `[secure/unsecure]`: the words that a question leaves the choice of. */
function choicesIn(question: string): string[] {
  const [, list = ''] = /[[({<]\s*([\p{L}\w-]+(?:\s*[/|,]\s*[\p{L}\w-]+)+)\s*[\])}>]/u.exec(question) ?? [];
  return list
    .split(/[/|,]/)
    .map((word) => word.trim())
    .filter((word) => /\p{L}{2}/u.test(word));
}

/** The one that a client of these labs is there for; the next one each time that it is asked again. */
function choiceOf(choices: readonly string[], timesBefore: number): string {
  const wanted = /^(?:secure|tls|ssl|starttls|send|ping|client|start|run|smtp|custom)$/i;
  const ordered = choices.toSorted((a, b) => Number(wanted.test(b)) - Number(wanted.test(a)));
  return ordered[Math.max(0, timesBefore) % ordered.length] ?? '';
}

/** What is asked for is text, so that a source that makes a number of it means something else: `Server prot:` a port. */
function isWritten(meaning: Meaning): boolean {
  return /^(?:host|url|sender|recipient|subject|user|name|file|folder)$/.test(meaning);
}

function isTarget(hint: PromptHint): boolean {
  return /^(?:host|port|url|recipient|body)$/.test(hint.meaning);
}

/**
 * The question that an output ends with. Answers are not echoed, so several may stand in one line:
 * `Host: Port: ` asks for a port now.
 */
function lastQuestionOf(prompt: string): string {
  const line = lastLineOf(prompt);
  const pieces = line.split(/(?<=[:?>：？])\s+/).filter((piece) => /\p{L}/u.test(piece));
  const last = pieces.at(-1) ?? line;
  const isBare = /^\W*\p{L}{1,3}\W+\p{L}{1,3}\W*$/u.test(last) && isYesNo(last);
  return isBare ? pieces.slice(-2).join(' ') : last;
}

function lastLineOf(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}

function timesAsked(prompt: string, question: string): number {
  return question === '' ? 0 : prompt.split(question).length - 1;
}

function timesAnswered(question: string, earlier: readonly Answered[]): number {
  return question === '' ? 0 : earlier.filter(({ prompt }) => prompt.endsWith(question)).length;
}

/** The hint whose text stands last in the output; by order where none does. */
function hintIndex(prompt: string, hints: readonly PromptHint[], askedSoFar: number): number {
  const expected = hints.length === 0 ? 0 : askedSoFar % hints.length;
  const ends = hints.map((hint) => endOf(hint, prompt));
  const last = Math.max(-1, ...ends);
  if (last === -1 || ends[expected] === last) return expected;
  return ends.indexOf(last);
}

/** Where a hint's text ends in the last lines of the output; -1 when it is not there. */
function endOf(hint: PromptHint, prompt: string): number {
  const fixed = fixedText(hint);
  const tail = prompt.trimEnd().split('\n').slice(-2).join('\n');
  const index = fixed.length > 2 ? tail.lastIndexOf(fixed) : -1;
  return index === -1 ? -1 : index + fixed.length;
}

/** What a template or a format puts in is not known: what stands in the last line up to there. */
function fixedText(hint: PromptHint): string {
  const [fixed = ''] = lastLineOf(hint.text).split(/\{[^}]*\}|%[\w.]+/);
  return fixed.trim();
}

/** Whether output ends with a question that stands in the source before a read; `hostport:` is not `port:`. */
export function endsWithKnownPrompt(tail: string, hints: readonly PromptHint[]): boolean {
  const line = lastLineOf(tail);
  return hints.map(fixedText).some((fixed) => {
    const before = line.slice(0, -fixed.length);
    return fixed.length > 2 && line.endsWith(fixed) && !/[\p{L}\p{N}_]$/u.test(before);
  });
}

/** `Host (or quit to exit): ` -> `quit`. */
function leavingWord(question: string): string | undefined {
  const match =
    /["'`(<[]?\b(quit|exit|bye|stop|end|q|x)\b["'`)>\]]?\s+(?:to|for)\s+(?:quit|exit|stop|end|leave|finish)|\bor\s+["'`](quit|exit|bye|q)["'`]/i.exec(
      question,
    );
  return match?.[1] ?? match?.[2];
}

const endWords: readonly RegExp[] = [
  /["'`<]([A-Za-z.]{1,10})["'`>]\s*(?:on|in|alone|to (?:end|finish|stop|send))/,
  /(?:end|finish|terminate|stop)\w*\s+(?:it\s+)?(?:with|by)\s+(?:an?\s+)?["'`<]?(\.|(?:END|EOF|QUIT|DONE|SEND)\b)/i,
];

/**
 * Ends as the prompt says it must: with a dot, a word or an empty line.
 * @param inSource the word that the source says it does, for a prompt that says nothing
 */
function bodyFor(prompt: string, inputs: StartInputs, inSource: string | undefined): string {
  const body = inputFor('body', inputs);
  const said = prompt.slice(-400);
  const word = endWords.map((pattern) => pattern.exec(said)?.[1]).find((each) => each !== undefined);
  if (word !== undefined) return `${body}\n${word}`;
  const plain = plainWords(said);
  if (
    /single (?:dot|period)|\b(?:dot|period|full stop) (?:on|to|alone)|\bum ponto\b|\bun punto\b/.test(plain)
  )
    return `${body}\n.`;
  const isBlankEnded = /(?:blank|empty) line|enter twice|leerzeile|linha (?:em branco|vazia)|linea vac/.test(
    plain,
  );
  if (isBlankEnded) return `${body}\n`;
  return inSource === undefined ? body : `${body}\n${inSource}`;
}

/** Nothing tells what is wanted: a number where the source converts, else what a first question most often asks for. */
function guess(hint: PromptHint | undefined, inputs: StartInputs): string {
  if (hint?.isSecret === true) return inputFor('password', inputs);
  return inputFor(hint?.wantsNumber === true ? 'port' : 'host', inputs);
}

const asks =
  /\b(?:enter|input|type|please|give|digite|ingrese|introduzca|entrez|saisi\w*|bitte|inserisci|podaj|gir|masukkan|nhap|what|which)\b|введите|请输入|請輸入|入力|입력|\?$/;

/** Whether output that has stopped looks like a question, by its last line. */
export function looksLikePrompt(tail: string): boolean {
  const last = tail.split('\n').at(-1) ?? '';
  if (last.trim() === '') {
    // `println` before a read: the question is the line above.
    const above = lastLineOf(tail);
    return /[?:>：？]$/.test(above) && meaningOf(above) !== 'unknown' && asks.test(plainWords(above));
  }
  return /[?:>=$)\]：？»）]\s*$/.test(last) || / $/.test(last) || asks.test(plainWords(last));
}
