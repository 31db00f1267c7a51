import type { HttpDeviationKind } from '../../../harness/index.ts';
import type { Exchange } from '../scenarios/exchange.ts';
import { hintForSilence } from './answer.ts';

/**
 * Why no request was answered after this one.
 * @param number of the request, from 1
 * @param crash with which the program ended
 */
export function whyNoneAfter(number: number, target: string, crash?: string): string {
  if (number > 1 || crash !== undefined)
    return `Request ${number}, for ${target}, ended the program: an error that nobody caught${crash === undefined ? '' : ` (${crash})`}. Look at what it printed, and at the line that it names.`;
  return 'The first request is also the last one. Put accept() and all that follows it into an endless loop, and close only the connection, not the listening socket.';
}

/** Why a status line can be read and is not quite so. */
export function whyOddStatusLine(kind: HttpDeviationKind): string {
  return kind === 'leading-blank-line'
    ? 'A line break stands before the status line. Let "HTTP/1.1 200 OK\\r\\n" be the very first bytes of the answer.'
    : 'The status line is not quite of its form. Send "HTTP/1.1", one space, the code, one space and the phrase: "HTTP/1.1 200 OK\\r\\n".';
}

/** Why a line of the header does not end with CRLF. */
export function whyNoCrlf(kind: HttpDeviationKind): string {
  return kind === 'bare-cr'
    ? 'A "\\r" stands in the header without its "\\n". End each line with both, "\\r\\n", and send neither of them anywhere else.'
    : 'Lines of the header end with "\\n" alone. Write "\\r\\n" instead in every line that the server sends before the body.';
}

const BY_NAME = 'Choose the type by the end of the file name; Python: mimetypes.guess_type(name).';

/**
 * Why a file that is no page has a wrong Content-Type, or none. Pages have theirs.
 * @param type its own; undefined where the header has none
 * @param all those of files of several kinds
 */
export function whyWrongType(
  target: string,
  type: string | undefined,
  all: readonly (string | undefined)[],
): string {
  const ending = target.slice(target.lastIndexOf('.'));
  if (type === undefined) return `The header does not say what a file ${ending} is. ${BY_NAME}`;
  if (/html/i.test(type) && all.every((each) => each === type))
    return `One type is sent for every file. ${BY_NAME}`;
  return `Files whose names end in ${ending} are taken for another kind. Add that ending to those that the server knows, each with its type.`;
}

/** Why a page did not come while another client was there. */
export function whyNothingBeside(exchange: Exchange): string {
  return exchange.ended === 'timeout' || exchange.connectError === 'timeout'
    ? 'One client holds up all others. Serve each connection in a thread (or task) of its own, and go back to accept() at once.'
    : hintForSilence(exchange);
}
