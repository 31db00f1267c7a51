import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { HttpError } from './http-error.ts';

/** A document, open for reading. */
export interface FoundFile {
  readonly handle: FileHandle;
  /** Its real path, which tells the media type. */
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/**
 * The path of a request target below the root, without query: `/a%20b.html?x=1` is `a b.html`.
 * @throws HttpError 400 or 404
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-3.3
 */
export function pathOfTarget(target: string): string {
  const inOriginForm = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const [path = ''] = inOriginForm.split(/[?#]/, 1);
  const segments = `/${path.replace(/^\//, '')}`.slice(1).split('/').map(decodeSegment);
  if (segments.some(isForbidden)) throw new HttpError(404, 'There is no such document.');
  return segments.join('/');
}

/** Decoded once, and after the path was split: an encoded slash is no separator. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new HttpError(400, 'The target is not percent-encoded UTF-8.');
  }
}

/** Names that lead upwards, out of the path, or to what is hidden (`.git`, `.env`). */
function isForbidden(segment: string): boolean {
  return (segment.startsWith('.') && segment !== '.well-known') || /[/\\\0]/.test(segment);
}

/**
 * Opens the document for a path below `root`; for a folder its index.html. Links are followed, but never out of `root`.
 * @throws HttpError 301, 403 or 404
 */
export async function openDocument(root: string, path: string): Promise<FoundFile> {
  const isFolder = path === '' || path.endsWith('/');
  const wanted = join(root, isFolder ? `${path}index.html` : path);
  try {
    const real = await realpath(wanted);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
      throw new HttpError(404, 'There is no such document.');
    // Non-blocking: opening a named pipe would wait for its writer for ever.
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
    return await describe(handle, real, path);
  } catch (error) {
    throw asHttpError(error);
  }
}

async function describe(handle: FileHandle, path: string, requested: string): Promise<FoundFile> {
  const status = await handle.stat();
  if (status.isFile()) return { handle, path, size: status.size, modifiedMs: status.mtimeMs };
  await handle.close();
  if (!status.isDirectory()) throw new HttpError(404, 'There is no such document.');
  // Without the slash, links in the folder's index would lead astray.
  const location = `/${requested.split('/').map(encodeURIComponent).join('/')}/`;
  throw new HttpError(301, 'The folder is there, with a slash.', [['Location', location]]);
}

function asHttpError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return new HttpError(403, 'This document may not be read.');
  const isMissing = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'ENXIO', 'ERR_INVALID_ARG_VALUE'];
  if (isMissing.includes(String(code))) return new HttpError(404, 'There is no such document.');
  return error;
}
