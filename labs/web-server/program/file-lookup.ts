import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { HttpError } from './http-error.ts';

/** A regular file below the root, open for reading. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** With all links followed. */
  readonly realPath: string;
  readonly status: Stats;
}

/** A target without anything that must be decoded, cut off or refused: most of them. */
const PLAIN_TARGET = /^(?:\/[\w-][\w.-]*)+$/;

/**
 * The path of a request target below the root, without query: `/a%20b.html?x=1` is `a b.html`.
 * @throws HttpError 400 or 404
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-3.3
 */
export function pathOfTarget(target: string): string {
  if (PLAIN_TARGET.test(target)) return target.slice(1);
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

/** Where the file for a path would be; for a folder its index.html. */
export function locationOf(root: string, path: string): string {
  return root + sep + (path === '' || path.endsWith('/') ? `${path}index.html` : path);
}

/**
 * Opens the file for a path below `root`. Links are followed, but never out of `root`.
 * @throws HttpError 301, 403 or 404
 */
export async function openFile(root: string, path: string): Promise<OpenFile> {
  try {
    const real = await realpath(locationOf(root, path));
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
      throw new HttpError(404, 'There is no such document.');
    // Non-blocking: opening a named pipe would wait for its writer for ever.
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
    return { handle, realPath: real, status: await statusOfFile(handle, path) };
  } catch (error) {
    throw asHttpError(error);
  }
}

async function statusOfFile(handle: FileHandle, requested: string): Promise<Stats> {
  const status = await handle.stat();
  if (status.isFile()) return status;
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
