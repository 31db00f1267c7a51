import type { Exchange } from './exchange.ts';
import { formatDate } from './http/date.ts';
import { SyntaxFault } from './http/errors.ts';
import { type Fields, fieldOf, withoutFields } from './http/fields.ts';
import { formatHead, type RequestHead } from './http/head.ts';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT';

/** What nobody but their receiver should see: a TRACE does not send them back. */
const SENSITIVE = new Set(['authorization', 'proxy-authorization', 'cookie']);

/**
 * How often a TRACE or OPTIONS may be passed on; undefined where its client sets no limit, and for other methods, which
 * have none.
 *
 * @throws SyntaxFault when it is not one number
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.2
 */
export function maxForwards({ method, fields }: RequestHead): number | undefined {
  if (method !== 'TRACE' && method !== 'OPTIONS') return undefined;
  const value = fieldOf(fields, 'max-forwards');
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new SyntaxFault('Max-Forwards is not one number');
  return Math.min(Number(value), Number.MAX_SAFE_INTEGER);
}

/** The request's fields as the next program on the way gets them: with one forward less where they are counted. */
export function fieldsOfNextHop(request: RequestHead): Fields {
  const left = maxForwards(request);
  if (left === undefined) return request.fields;
  return [...withoutFields(request.fields, new Set(['max-forwards'])), ['Max-Forwards', String(left - 1)]];
}

/** Answers a request that may go no further: OPTIONS with what the proxy knows, TRACE with the request as it came. */
export async function answerAsLastHop(exchange: Exchange): Promise<void> {
  const { request, answer } = exchange;
  exchange.source = 'own';
  const date = ['Date', formatDate(Date.now())] as const;
  if (request.method === 'OPTIONS') return await answer.begin(200, 'OK', [date, ['Allow', METHODS]], 0);
  const line = `${request.method} ${request.target} HTTP/${request.version}`;
  const echo = formatHead(line, withoutFields(request.fields, SENSITIVE));
  await answer.begin(200, 'OK', [date, ['Content-Type', 'message/http']], echo.length);
  await answer.write(echo);
}
