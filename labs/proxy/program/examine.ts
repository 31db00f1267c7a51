import type { ClientAnswer } from './client-answer.ts';
import type { Exchange, ProxyContext } from './exchange.ts';
import { readBody } from './http/body.ts';
import { RequestError, SyntaxFault } from './http/errors.ts';
import { fieldLines, tokensOf } from './http/fields.ts';
import { requestFraming } from './http/framing.ts';
import type { RequestHead } from './http/head.ts';
import type { Reader } from './http/reader.ts';
import { formatUrl, parseTarget } from './http/target.ts';

/** Whose connection it is. */
export interface Client {
  readonly address: string;
  readonly isAllowed: boolean;
}

/**
 * Whether the request is one to be answered at all, and where it goes.
 *
 * @throws RequestError, SyntaxFault
 */
export function examine(
  request: RequestHead,
  client: Client,
  context: ProxyContext,
  reader: Reader,
  answer: ClientAnswer,
): Exchange {
  const hosts = fieldLines(request.fields, 'host');
  if (hosts.length > 1 || (hosts.length === 0 && request.version === '1.1'))
    throw new SyntaxFault('a request has exactly one Host field');
  const framing = requestFraming(request);
  const destination = parseTarget(request.method, request.target);
  if (!client.isAllowed)
    throw new RequestError(
      403,
      'This proxy does not serve your address. Its owner can allow it with --allow.',
    );
  if (!context.access.isHostAllowed(destination.host))
    throw new RequestError(403, `This proxy does not serve ${destination.host}.`);
  if (tokensOf(request.fields, 'via').some((hop) => hop.includes(context.pseudonym.toLowerCase())))
    throw new RequestError(508, 'The request has come back to this proxy.');
  const body = readBody(reader, framing);
  const url = formatUrl(destination);
  return { context, request, destination, url, client: client.address, framing, answer, body, source: '' };
}
