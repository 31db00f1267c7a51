import type { ClientAnswer } from './client-answer.ts';
import type { RequestHead } from './http/head.ts';

/** One line per request: `127.0.0.1 GET http://www.example.com/ 200 1256 bytes hit 3 ms`. */
export function describeAnswer(entry: {
  readonly client: string;
  readonly request: RequestHead | undefined;
  readonly answer: ClientAnswer;
  readonly source: string;
  readonly startedAtMs: number;
}): string {
  const { client, request, answer, source, startedAtMs } = entry;
  const asked = request ? `${request.method} ${request.target}` : 'an unreadable request';
  return `${client} ${asked} ${answer.status} ${answer.bytes} bytes ${source} ${Date.now() - startedAtMs} ms`;
}
