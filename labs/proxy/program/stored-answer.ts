import { remembered } from './cache/remembered.ts';
import type { StoredResponse } from './cache/stored-response.ts';
import { withoutFields } from './http/fields.ts';
import { formatLines } from './http/head.ts';

/**
 * A whole stored answer as it goes to a client, head and body in one piece.
 *
 * @param ageSeconds how old it is now
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-5.1
 */
export function formatStored(
  stored: StoredResponse,
  body: Buffer,
  ageSeconds: number,
  connection: 'keep-alive' | 'close',
): Buffer {
  const head = `${unchangingLines(stored)}Age: ${ageSeconds}\r\nConnection: ${connection}\r\n\r\n`;
  const bytes = Buffer.allocUnsafe(head.length + body.length);
  bytes.write(head, 'latin1');
  bytes.set(body, head.length);
  return bytes;
}

/** The lines of the head that are the same at every hit. */
const unchangingLines: (stored: StoredResponse) => string = remembered((stored) =>
  formatLines(`HTTP/1.1 ${stored.status} ${stored.reason}`, [
    ...withoutFields(stored.fields, new Set(['age'])),
    ['Content-Length', String(stored.bodyLength)],
  ]),
);
