import { type ByteQueue, type Line, lineBytes } from './byte-queue.ts';
import type { DeviationLog } from './deviation-log.ts';
import { parseFieldLine } from './field-line.ts';
import { fieldValues, type HttpField, type HttpMessageKind } from './message.ts';
import { parseRequestLine, parseStatusLine, type StartLine } from './start-line.ts';

/**
 * Reads a start line and fields, line by line, up to the blank line or to where the head stops being one.
 * Bytes that turn out to be the body already are given back through `bodyStart`.
 */
export class HeadParser {
  readonly fields: HttpField[] = [];
  startLine = '';
  start: StartLine = {};
  isComplete = false;
  /** Lines read as head that turned out to be the first of the body: their bytes. */
  bodyStart: Uint8Array = new Uint8Array();
  readonly #kind: HttpMessageKind;
  readonly #log: DeviationLog;
  #hasStarted = false;
  /** A line that is no field: a damaged one if the head goes on after it, else the first of the body. */
  #doubtful: Line | undefined;

  constructor(kind: HttpMessageKind, log: DeviationLog) {
    this.#kind = kind;
    this.#log = log;
  }

  /** Takes what can be taken; `isEof` when nothing more will come. */
  read(queue: ByteQueue, isEof: boolean): void {
    while (!this.isComplete) {
      const line = queue.takeLine(isEof);
      if (!line) break;
      this.#readLine(line);
    }
    if (!isEof || this.isComplete) return;
    if (this.#doubtful) this.#endWithoutBlankLine(this.#doubtful);
    else if (this.#hasStarted) {
      this.#log.note('head-ends-at-eof', queue.offset, 'The head has no blank line at its end');
    }
    this.isComplete = this.#hasStarted;
  }

  #readLine(line: Line): void {
    if (this.#hasStarted) this.#readFieldLine(line);
    else this.#readStartLine(line);
  }

  #readFieldLine(line: Line): void {
    const isBlank = line.text === '' && line.ending !== 'none';
    const isFolded = /^[ \t]/.test(line.text);
    const parsed = isBlank || isFolded ? undefined : parseFieldLine(line.text, line.offset);
    if (this.#doubtful) {
      if (!isBlank && !parsed) {
        this.#endWithoutBlankLine(this.#doubtful, line);
        return;
      }
      this.#skipDoubtful(this.#doubtful);
    }
    this.#noteLine(line, isBlank || isFolded || parsed !== undefined);
    if (isBlank) this.isComplete = true;
    else if (isFolded) this.#unfold(line);
    else if (parsed) {
      this.fields.push(parsed.field);
      const { deviation } = parsed;
      if (deviation) this.#log.note(deviation.kind, deviation.offset, deviation.text);
    } else this.#doubt(line);
  }

  #readStartLine(line: Line): void {
    if (line.text === '' && line.ending !== 'none') {
      this.#log.note('leading-blank-line', line.offset, 'A blank line stands before the start line');
      return;
    }
    this.#hasStarted = true;
    const start = this.#kind === 'request' ? parseRequestLine(line.text) : parseStatusLine(line.text);
    if (start) this.#keepStartLine(line, start);
    else this.#startWithoutStatusLine(line);
  }

  #keepStartLine(line: Line, start: StartLine): void {
    this.#noteLine(line, true);
    this.startLine = line.text;
    this.start = start;
    if (start.deviation) this.#log.note(start.deviation.kind, line.offset, start.deviation.text);
  }

  #startWithoutStatusLine(line: Line): void {
    this.#log.note('no-status-line', line.offset, 'The answer does not begin with a status line');
    if (parseFieldLine(line.text, line.offset)) this.#readFieldLine(line);
    else {
      this.isComplete = true;
      this.bodyStart = lineBytes(line);
    }
  }

  /** Only a line that can be one of a head is worth a doubt: short, and a word at its beginning. */
  #doubt(line: Line): void {
    if (this.#kind === 'request') this.#skipDoubtful(line);
    else if (/^[A-Za-z][\w .,;=/-]{0,80}$/.test(line.text)) this.#doubtful = line;
    else this.#endWithoutBlankLine(line);
  }

  #skipDoubtful(line: Line): void {
    this.#log.note('malformed-field', line.offset, 'The line is no field: it has no name and colon');
    this.#noteLine(line, true);
    this.#doubtful = undefined;
  }

  #endWithoutBlankLine(line: Line, next?: Line): void {
    this.#log.note('no-blank-line', line.offset, 'The body begins without a blank line before it');
    this.bodyStart = Buffer.concat([line, ...(next ? [next] : [])].map(lineBytes));
    this.isComplete = true;
  }

  #unfold(line: Line): void {
    this.#log.note('obs-fold', line.offset, 'A line that begins with a space continues the line before');
    const last = this.fields.pop();
    if (!last) return;
    const more = line.text.trim();
    // Trimming the whole for each line would copy it each time.
    const value = last.value === '' || more === '' ? last.value + more : `${last.value} ${more}`;
    this.fields.push({ ...last, value, raw: `${last.raw}\r\n${line.text}` });
  }

  /** What may be wrong with any line of a head. */
  #noteLine(line: Line, isHead: boolean): void {
    if (!isHead) return;
    const end = line.offset + line.text.length;
    if (line.ending === 'lf') this.#log.note('lf-only', end, 'The line ends with LF alone instead of CRLF');
    const bareCr = line.text.indexOf('\r');
    if (bareCr >= 0) this.#log.note('bare-cr', line.offset + bareCr, 'A CR stands alone in the head');
    const nul = line.text.indexOf('\0');
    if (nul >= 0) this.#log.note('nul-byte', line.offset + nul, 'A zero byte stands in the head');
  }
}

/** A request of HTTP/1.1 names its host once. @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
export function noteHosts(head: HeadParser, offset: number, log: DeviationLog): void {
  const hosts = fieldValues(head.fields, 'host').length;
  if (hosts === 0 && head.start.version === '1.1') {
    log.note('missing-host', offset, 'A request of HTTP/1.1 needs a Host field');
  }
  if (hosts > 1) log.note('several-hosts', offset, 'Host is there more than once');
}
