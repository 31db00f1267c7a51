import type { FileHandle } from 'node:fs/promises';
import { type HttpError, REASONS } from './http-error.ts';

/** A header field: name and value. */
export type Field = readonly [name: string, value: string];

export interface Response {
  readonly status: number;
  readonly fields: readonly Field[];
  readonly body: ResponseBody;
}

export type ResponseBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** Streamed; closed by whoever writes it. */
  | { readonly kind: 'file'; readonly handle: FileHandle; readonly start: number; readonly length: number };

/**
 * Status line, fields and the blank line that ends them, every line ended by CRLF.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-2.1
 */
export function formatHead(response: Response, staysOpen: boolean, date: string): string {
  let head = `HTTP/1.1 ${response.status} ${REASONS[response.status] ?? 'Unknown'}\r\nDate: ${date}\r\n`;
  for (const [name, value] of response.fields) head += `${name}: ${value}\r\n`;
  return `${head}Connection: ${staysOpen ? 'keep-alive' : 'close'}\r\n\r\n`;
}

/** A page that a browser can show, for a request that cannot be served. */
export function errorResponse(error: HttpError): Response {
  const title = `${error.status} ${REASONS[error.status] ?? 'Error'}`;
  const page = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body><h1>${title}</h1><p>${escapeHtml(error.message)}</p></body>
</html>
`;
  return {
    status: error.status,
    fields: [
      ...error.fields,
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Content-Length', String(Buffer.byteLength(page))],
    ],
    body: { kind: 'bytes', bytes: Buffer.from(page) },
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
