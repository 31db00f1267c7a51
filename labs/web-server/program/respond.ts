import { type ByteRange, parseByteRange } from './byte-range.ts';
import { entityTagOf, evaluateConditions, lastModifiedOf, rangeStillApplies } from './conditions.ts';
import { type FoundFile, openDocument, pathOfTarget } from './file-lookup.ts';
import { formatHttpDate } from './http-date.ts';
import { HttpError } from './http-error.ts';
import { mediaTypeOf } from './media-types.ts';
import type { Request } from './request.ts';
import type { Response } from './response.ts';

const OTHER_METHODS = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT'];

/**
 * Finds the answer to a request.
 * @throws HttpError for everything that is answered with an error page
 */
export async function respond(root: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw refusedMethod(request.method);
  const file = await openDocument(root, pathOfTarget(request.target));
  try {
    const response = fileResponse(request, file);
    if (request.method === 'GET' && response.body.kind === 'file') return response;
    await file.handle.close();
    return { ...response, body: { kind: 'none' } };
  } catch (error) {
    await file.handle.close();
    throw error;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6 */
function refusedMethod(method: string): HttpError {
  if (!OTHER_METHODS.includes(method)) return new HttpError(501, 'This method is not known here.');
  return new HttpError(405, 'Documents can only be read here.', [['Allow', 'GET, HEAD']]);
}

function fileResponse(request: Request, file: FoundFile): Response {
  const validators: [string, string][] = [
    ['Last-Modified', formatHttpDate(new Date(lastModifiedOf(file)))],
    ['ETag', entityTagOf(file)],
  ];
  const outcome = evaluateConditions(request, file);
  if (outcome === 'failed') throw new HttpError(412, 'The document is not as the request wants it.');
  if (outcome === 'not-modified') return { status: 304, fields: validators, body: { kind: 'none' } };
  const range = rangeOf(request, file);
  const start = range?.first ?? 0;
  const length = range ? range.last - range.first + 1 : file.size;
  return {
    status: range ? 206 : 200,
    fields: [
      ['Content-Type', mediaTypeOf(file.path)],
      ['Content-Length', String(length)],
      ...(range ? [contentRange(range, file.size)] : []),
      ['Accept-Ranges', 'bytes'],
      ...validators,
    ],
    body: { kind: 'file', handle: file.handle, start, length },
  };
}

/** Ranges are for GET alone. @see https://www.rfc-editor.org/rfc/rfc9110#section-14.2 */
function rangeOf(request: Request, file: FoundFile): ByteRange | undefined {
  if (request.method !== 'GET' || !rangeStillApplies(request, file)) return undefined;
  return parseByteRange(request.fields.get('range'), file.size);
}

function contentRange({ first, last }: ByteRange, size: number): [string, string] {
  return ['Content-Range', `bytes ${first}-${last}/${size}`];
}
