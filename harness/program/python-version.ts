import { type Call, findCalls } from './calls.ts';
import { hostLiterals } from './network-literals.ts';
import { isTabsInconsistent } from './python-indent.ts';
import { goneFrom3, meaningOf2, meaningOf3, type Sign, syntaxOf2, syntaxOf3 } from './python-signs.ts';
import { lineAt, type SourceView } from './source-view.ts';

export interface PythonVersion {
  readonly language: 'python3' | 'python2';
  /** For the report; the first says why, where it is Python 2. */
  readonly notes: readonly string[];
}

/** What more is known of a source: its neighbours and its read-me. */
export interface Surroundings {
  /** A read-me or project file names Python 2 and not Python 3. */
  readonly says2: boolean;
  /** Another source of the submission is surely Python 3. */
  readonly says3: boolean;
}

/**
 * Which Python a source is meant for. Python 2 only where it clearly cannot work under Python 3, by syntax or in
 * meaning; a source that runs under both is Python 3.
 * @param surroundings what tells more: other sources of the same submission and its read-me
 */
export function pythonVersion(view: SourceView, surroundings: Surroundings): PythonVersion {
  const syntax2 = firstSign(view, syntaxOf2) ?? tabSign(view);
  const syntax3 = firstSign(view, syntaxOf3);
  if (syntax2 !== undefined && syntax3 === undefined) return python2(syntax2);
  if (syntax2 !== undefined && syntax3 !== undefined) {
    const note = `This mixes Python 2 (${syntax2}) with Python 3 (${syntax3}), and no Python runs both.`;
    return { language: 'python3', notes: [note] };
  }
  if (syntax3 !== undefined) return { language: 'python3', notes: [] };
  return byMeaning(view, surroundings);
}

function byMeaning(view: SourceView, surroundings: Surroundings): PythonVersion {
  const bytes = byteSign(view);
  const fatal = isGuarded(view)
    ? undefined
    : (firstSign(view, meaningOf2) ?? (sendsTextOnly(view) ? bytes : undefined));
  const meaning3 = firstSign(view, meaningOf3);
  const sign2 = fatal ?? bytes;
  const isTold = says2(view, surroundings);
  const isFor3 = meaning3 !== undefined || (fatal === undefined && /\.decode[ \t]*\(/.test(view.bare));
  if (sign2 !== undefined && (!isFor3 || isTold)) return python2(sign2);
  const gone = meaning3 !== undefined || readsTyped(view) ? undefined : firstSign(view, goneFrom3);
  if (gone !== undefined && !surroundings.says3) return python2(gone);
  const checksum = checksumSign(view);
  if (checksum !== undefined && !isFor3 && (isTold || (!surroundings.says3 && pingsOthers(view))))
    return python2(checksum);
  return { language: 'python3', notes: notesOn3(view, sign2, checksum, isTold) };
}

/**
 * Not one send of bytes, and nothing typed is read: under Python 3 it never sent anything, whatever it does with what it
 * gets (`recv().decode()` runs under both).
 */
function sendsTextOnly(view: SourceView): boolean {
  const sends = findCalls(view, /\.(?:send|sendall|sendto)/);
  return (
    sends.length > 0 &&
    !readsTyped(view) &&
    sends.every((call) => isText(view, call.args[0] ?? '', call.index))
  );
}

/** `input()` gives what was typed under Python 3 alone; Python 2 takes it for an expression. */
function readsTyped(view: SourceView): boolean {
  return /(?<![\w.])input[ \t]*\(/.test(view.bare) && !/\braw_input\b/.test(view.bare);
}

/** The source asks which version it runs under, or catches that a name is missing. */
function isGuarded(view: SourceView): boolean {
  return /^[ \t]*(?:except[ \t]+(?:ImportError|NameError|ModuleNotFoundError)|(?:if|elif)[^\n]*version)/m.test(
    view.bare,
  );
}

function notesOn3(
  view: SourceView,
  sign2: string | undefined,
  checksum: string | undefined,
  isTold: boolean,
): string[] {
  const removed = /\bssl\.wrap_socket\b/.test(view.bare)
    ? 'ssl.wrap_socket'
    : /\btime\.clock[ \t]*\(/.test(view.bare)
      ? 'time.clock'
      : undefined;
  const notes = [
    sign2 === undefined ? undefined : `It is started with Python 3, but has a mark of Python 2: ${sign2}.`,
    checksum === undefined
      ? undefined
      : `It has ${checksum}, which comes out wrong under Python 3; it is right under Python 2 only.`,
    removed === undefined
      ? undefined
      : `It uses ${removed}, which newer versions of Python 3 no longer have.`,
    sign2 === undefined && checksum === undefined && isTold
      ? 'It is said to be for Python 2, and runs under Python 3 as well.'
      : undefined,
  ];
  return notes.filter((note) => note !== undefined);
}

/** Says which mark of the other major version a source bears, for judging its neighbours. */
export function speaksPython3(view: SourceView): boolean {
  return (
    firstSign(view, syntaxOf2) === undefined &&
    (firstSign(view, syntaxOf3) ?? firstSign(view, meaningOf3)) !== undefined
  );
}

function python2(sign: string): PythonVersion {
  return { language: 'python2', notes: [`This is Python 2: ${sign}.`] };
}

function firstSign(view: SourceView, signs: readonly Sign[]): string | undefined {
  let first: { index: number; what: string } | undefined;
  for (const sign of signs) {
    const found = sign.pattern.exec(view.bare);
    if (found !== null && (first === undefined || found.index < first.index)) {
      first = { index: found.index + found[0].search(/\S/), what: sign.what };
    }
  }
  return first === undefined ? undefined : `${first.what} in line ${lineAt(view.text, first.index)}`;
}

function tabSign(view: SourceView): string | undefined {
  const line = isTabsInconsistent(view);
  return line === undefined ? undefined : `tabs and spaces mixed in line ${line}`;
}

/** Its shebang, a `__future__` import or the read-me names Python 2. */
function says2(view: SourceView, surroundings: Surroundings): boolean {
  if (surroundings.says3) return false;
  return (
    /^#!.*python2/.test(view.text) || /^[ \t]*from[ \t]+__future__/m.test(view.bare) || surroundings.says2
  );
}

/**
 * Whether it pings more than its own machine. A wrong checksum gets no answer from anybody else, so that its author
 * must have seen it work under Python 2; on loopback a pinger may well take its own request for the answer.
 */
function pingsOthers(view: SourceView): boolean {
  const hosts = hostLiterals(view);
  return hosts.length === 0 || hosts.some((host) => !/^(?:localhost|127\..*)$/.test(host));
}

/** Text given to what takes only bytes under Python 3: the commonest way in which Python 2 dies there. */
function byteSign(view: SourceView): string | undefined {
  const makefile = findCalls(view, /\.makefile/).find(
    (call) => /^["'][rw]+["']$/.test(call.args[0] ?? '') && call.args[1] === '0',
  );
  if (makefile !== undefined)
    return `makefile(${makefile.args.join(', ')}) in line ${lineAt(view.text, makefile.index)}`;
  const sends = findCalls(view, /\.(?:send|sendall|sendto)/);
  const ofText = sends.filter((call) => isText(view, call.args[0] ?? '', call.index));
  const ofBytes = sends.filter((call) => /\.encode\b|\bbytes\b|(?<!\w)[bB]["']/.test(call.args[0] ?? ''));
  const first = ofText[0];
  // As many of each: where the first is text, nothing after it was ever reached under Python 3.
  const isMostlyText =
    ofText.length > ofBytes.length || (ofText.length === ofBytes.length && first === sends[0]);
  if (first !== undefined && isMostlyText) {
    return `text given to ${first.name.replace(/^\./, '')}() in line ${lineAt(view.text, first.index)}`;
  }
  // ord() of one byte: an index into bytes is a number under Python 3 already.
  const packed = checksumCalls(view).find((call) => /^\w+[ \t]*\+[ \t]*\w+$/.test(call.args[0] ?? ''));
  if (packed !== undefined) return `ord() of packed bytes, summed in line ${lineAt(view.text, packed.index)}`;
  const base64 = findCalls(view, /\bb64encode/).find((call) => isText(view, call.args[0] ?? '', call.index));
  return base64 === undefined
    ? undefined
    : `text given to b64encode() in line ${lineAt(view.text, base64.index)}`;
}

/** An expression that is surely `str`: a literal, text put together, or a name last set to such. */
function isText(view: SourceView, expression: string, before: number, depth = 0): boolean {
  const plain = expression.replace(/^\(+|\)+$/g, '').trim();
  if (/\.encode\b|\bbytes\b|(?<!\w)[bB]["']|\bencode|\bpack\b|b64|recv|\.read/.test(plain)) return false;
  if (
    /^["'](?!["']["']?$)|^["']["']$|^str[ \t]*\(|\+[ \t]*["']|["'][ \t]*[%+]|["']\.(?:format|join)/.test(
      plain,
    )
  )
    return true;
  if (depth > 1 || !/^\w+$/.test(plain) || /^\d/.test(plain)) return false;
  const assignment = new RegExp(`^[ \\t]*${plain}[ \\t]*\\+?=(?!=)[ \\t]*(.*)$`, 'gm');
  const assigned = [...view.code.slice(0, before).matchAll(assignment)].at(-1)?.[1];
  return assigned !== undefined && isText(view, assigned, before, depth + 1);
}

/** The book's checksum over text: `ord()` of what `str()` made of bytes is another number under Python 3. */
function checksumSign(view: SourceView): string | undefined {
  const call = checksumCalls(view).find((each) => /^str[ \t]*\(/.test(each.args[0] ?? ''));
  return call === undefined ? undefined : `a checksum over text in line ${lineAt(view.text, call.index)}`;
}

function checksumCalls(view: SourceView): Call[] {
  if (!/\bord[ \t]*\([ \t]*\w+[ \t]*\[/.test(view.bare)) return [];
  return findCalls(view, /(?<!def[ \t]+)\b\w*checksum/i);
}
