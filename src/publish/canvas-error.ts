import { GradeError } from '../../harness/runtime/errors.ts';
import { visibleLine } from '../../reports/text/visible-text.ts';

/** What Canvas did not do, and why. */
export class CanvasError extends GradeError {
  override readonly name = 'CanvasError';
  /** Absent where there was no answer. */
  readonly status: number | undefined;
  /** The same request may succeed a little later. */
  readonly isPassing: boolean;

  constructor(message: string, details: { readonly status?: number; readonly isPassing?: boolean } = {}) {
    super('canvas', message);
    this.status = details.status;
    this.isPassing = details.isPassing ?? false;
  }
}

const shownLength = 300;

const meanings: Readonly<Record<number, string>> = {
  401: 'it does not accept the token. Make a new one (Account, Settings, New Access Token) and set CANVAS_TOKEN',
  403: 'the token may not do this. It has to be of somebody who may grade in this course',
  404: 'there is no such course, assignment or student, or the token may not see it. Look at the numbers in the address of the page',
  422: 'it does not accept the value',
};

/** One sentence for an answer that is none. Reads the body. */
export async function readCanvasError(outcome: Response | Error, address: URL): Promise<CanvasError> {
  const what = `Canvas at ${address.host} was asked for ${address.pathname}`;
  if (outcome instanceof Error)
    return new CanvasError(`${what} and could not be reached: ${causeOf(outcome)}.`, { isPassing: true });
  const { status } = outcome;
  const body = await outcome.text().catch(() => '');
  if (isRateLimited(outcome, body)) {
    return new CanvasError(`${what}, and has had too many requests (${status}).`, {
      status,
      isPassing: true,
    });
  }
  const why = meanings[status] ?? `it answered ${status}`;
  const said = visibleLine(saidIn(body)).slice(0, shownLength);
  return new CanvasError(`${what}: ${why}${said === '' ? '' : ` (${said})`}.`, {
    status,
    isPassing: status >= 500,
  });
}

/** Canvas says 403 where others say 429. */
function isRateLimited({ status, headers }: Response, body: string): boolean {
  if (status === 429) return true;
  const left = headers.get('x-rate-limit-remaining');
  return status === 403 && (/rate limit exceeded/i.test(body) || (left !== null && Number(left) <= 0));
}

/** `{"errors":[{"message":"..."}]}` or `{"message":"..."}`; what is no JSON is left out, a page of HTML mostly. */
function saidIn(body: string): string {
  try {
    const messages = [...JSON.stringify(JSON.parse(body)).matchAll(/"message":("(?:[^"\\]|\\.)*")/g)];
    return messages.map(([, text = '""']) => String(JSON.parse(text))).join('; ');
  } catch {
    return '';
  }
}

function causeOf({ message, cause, name }: Error): string {
  if (name === 'TimeoutError') return 'it did not answer in time';
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}
