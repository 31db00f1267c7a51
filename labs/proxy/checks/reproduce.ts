import type { FailureDetails } from '../../../harness/index.ts';
import { type Fetch, requestLine } from '../scenarios/fetch.ts';

/** What of a fetch a command needs. */
export type Request = Pick<Fetch, 'form' | 'asked' | 'port'>;

/** A request through the proxy, or a command as it stands, in which PORT is the proxy's. */
export type Step = Request | string;

export type Reproduction = Pick<FailureDetails, 'reproduce' | 'reproduceNote'>;

const BODY = 'some text';

/** Commands that show the same on the student's machine, one line for each step. */
export function reproduce(...steps: readonly Step[]): Reproduction {
  const requests = steps.filter((step) => typeof step !== 'string');
  const port = String(requests[0]?.port ?? 8888);
  const lines = steps.map((step) =>
    typeof step === 'string' ? step.replaceAll('PORT', port) : commandOf(step),
  );
  const notes = [...new Set(requests.flatMap(({ asked }) => noteOf(asked.host) ?? []))];
  return { reproduce: lines.join('\n'), ...(notes.length > 0 && { reproduceNote: notes.join(' ') }) };
}

/** What stands for a host where nothing listens: a name that was made up exists nowhere else. */
export const DEAD_HOST = '127.0.0.1';

function noteOf(host: string): string | undefined {
  if (host === DEAD_HOST) return 'Nothing may listen on port 80 of your machine for this.';
  if (host.endsWith('.invalid') || host === 'www.example.com') return undefined;
  return 'The name was made up: take any site that speaks http.';
}

/** With one sentence more of what to know about the commands. */
export function withNote(sentence: string, { reproduce, reproduceNote }: Reproduction): Reproduction {
  return {
    ...(reproduce !== undefined && { reproduce }),
    reproduceNote: reproduceNote === undefined ? sentence : `${sentence} ${reproduceNote}`,
  };
}

/** The same request for another host. */
export function askedOf(host: string, { form, asked, port }: Request): Request {
  return { form, asked: { ...asked, host }, port };
}

/** The command for one request. */
export function commandOf(request: Request): string {
  return request.form === 'absolute-port' ? byHand(request) : byCurl(request);
}

function byCurl({ form, asked, port }: Request): string {
  const { method = 'GET' } = asked;
  const [, target = ''] = requestLine(asked, form).split(' ');
  const proxy = `http://localhost:${port}`;
  return [
    'curl -v',
    ...(form.endsWith('front') ? [] : ['--path-as-is']),
    ...(method === 'GET' ? [] : method === 'POST' ? [`-d ${quoted(BODY)}`] : [`-X ${method}`]),
    ...fieldsOf(asked).map((field) => `-H ${quoted(field)}`),
    form.startsWith('absolute') ? `-x ${proxy} ${quoted(target)}` : quoted(`${proxy}${target}`),
  ].join(' ');
}

/** curl drops a port that goes without saying. */
function byHand({ form, asked, port }: Request): string {
  const body = asked.method === 'POST' ? BODY : '';
  const lines = [
    requestLine(asked, form),
    `Host: ${asked.host}:${asked.port ?? 80}`,
    ...fieldsOf(asked),
    ...(body === '' ? [] : [`Content-Length: ${body.length}`]),
    ...(asked.closes === false ? [] : ['Connection: close']),
  ];
  const format = `${[...lines, '', body].join('\r\n')}`
    .replace(/[\\%]/g, '$&$&')
    .replaceAll('\r\n', '\\r\\n');
  return `printf ${quoted(format)} | nc -w 5 localhost ${port}`;
}

/** The fields that make the request what it is. The length of a body is told by whatever sends it. */
function fieldsOf({ fields = [] }: Fetch['asked']): string[] {
  return fields
    .filter(([name]) => name.toLowerCase() !== 'content-length')
    .map(([name, value]) => `${name}: ${value}`);
}

/** One word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
