import { type ByteRange, parseByteRange } from './byte-range.ts';
import { evaluateConditions, rangeStillApplies } from './conditions.ts';
import { closeDocument, type Description, type Document } from './document.ts';
import type { Documents } from './documents.ts';
import { pathOfTarget } from './file-lookup.ts';
import { HttpError } from './http-error.ts';
import type { Request } from './request.ts';
import type { Field, Response, ResponseBody } from './response.ts';

const OTHER_METHODS = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT'];

/**
 * Finds the answer to a request.
 * @throws HttpError for everything that is answered with an error page
 */
export async function respond(documents: Documents, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw refusedMethod(request.method);
  const document = await documents.open(pathOfTarget(request.target));
  try {
    const response = documentResponse(request, document);
    if (response.body.kind === 'none') await closeDocument(document);
    return response;
  } catch (error) {
    await closeDocument(document);
    throw error;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6 */
function refusedMethod(method: string): HttpError {
  if (!OTHER_METHODS.includes(method)) return new HttpError(501, 'This method is not known here.');
  return new HttpError(405, 'Documents can only be read here.', [['Allow', 'GET, HEAD']]);
}

function documentResponse(request: Request, document: Document): Response {
  const validators: readonly Field[] = [
    ['Last-Modified', document.lastModified],
    ['ETag', document.entityTag],
  ];
  const outcome = evaluateConditions(request, document);
  if (outcome === 'failed') throw new HttpError(412, 'The document is not as the request wants it.');
  if (outcome === 'not-modified') return { status: 304, fields: validators, body: { kind: 'none' } };
  const range = rangeOf(request, document);
  const start = range?.first ?? 0;
  const length = range ? range.last - range.first + 1 : document.size;
  return {
    status: range ? 206 : 200,
    fields: [
      ['Content-Type', document.mediaType],
      ['Content-Length', String(length)],
      ...(range ? [contentRange(range, document.size)] : []),
      ['Accept-Ranges', 'bytes'],
      ...validators,
    ],
    body: request.method === 'HEAD' ? { kind: 'none' } : bodyOf(document, start, length),
  };
}

function bodyOf({ content }: Document, start: number, length: number): ResponseBody {
  if (!Buffer.isBuffer(content)) return { kind: 'file', handle: content, start, length };
  return { kind: 'bytes', bytes: content.subarray(start, start + length) };
}

/** Ranges are for GET alone. @see https://www.rfc-editor.org/rfc/rfc9110#section-14.2 */
function rangeOf(request: Request, file: Description): ByteRange | undefined {
  if (request.method !== 'GET' || !rangeStillApplies(request, file)) return undefined;
  return parseByteRange(request.fields.get('range'), file.size);
}

function contentRange({ first, last }: ByteRange, size: number): Field {
  return ['Content-Range', `bytes ${first}-${last}/${size}`];
}
