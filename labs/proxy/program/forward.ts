import { isIPv6 } from 'node:net';
import { formatDate } from './http/date.ts';
import { type Field, type Fields, hasField, tokensOf, withoutFields } from './http/fields.ts';
import type { Framing } from './http/framing.ts';
import type { RequestHead, ResponseHead } from './http/head.ts';
import { type Destination, formatAuthority } from './http/target.ts';

/** Fields that speak of one connection, not of the message: they end here. */
const HOP_BY_HOP = [
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['proxy-authenticate', 'proxy-authorization', 'proxy-authentication-info'],
];

/**
 * A message's fields without those for this hop alone: the known ones, and whatever Connection lists.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
export function endToEnd(fields: Fields): Field[] {
  return withoutFields(fields, new Set([...HOP_BY_HOP, ...tokensOf(fields, 'connection')]));
}

/**
 * The fields of the request to the origin. Host comes from the target, whatever the client's own said.
 *
 * @param fields the client's, perhaps with conditions of ours
 * @param pseudonym this proxy's name in Via
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
 * @see https://www.rfc-editor.org/rfc/rfc7239
 */
export function requestFields(
  request: RequestHead,
  fields: Fields,
  framing: Framing,
  route: { destination: Destination; client: string; pseudonym: string },
): Field[] {
  const client = isIPv6(route.client) ? `"[${route.client}]"` : route.client;
  return [
    ['Host', formatAuthority(route.destination)],
    ...withoutFields(endToEnd(fields), new Set(['host', 'content-length'])),
    ...framingFields(framing),
    ['Via', `${request.version} ${route.pseudonym}`],
    ['Forwarded', `for=${client};proto=http`],
    ['Connection', 'close'],
  ];
}

/** The fields of a response that go on to the client and into the cache; Content-Length is told anew. */
export function responseFields(response: ResponseHead, pseudonym: string, nowMs: number): Field[] {
  return [
    ...withoutFields(endToEnd(response.fields), new Set(['content-length'])),
    ...(hasField(response.fields, 'date') ? [] : [['Date', formatDate(nowMs)] as const]),
    ['Via', `${response.version} ${pseudonym}`],
  ];
}

export function framingFields(framing: Framing): Field[] {
  if (framing.kind === 'length') return [['Content-Length', String(framing.length)]];
  return framing.kind === 'chunked' ? [['Transfer-Encoding', 'chunked']] : [];
}
