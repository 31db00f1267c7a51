import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { formatHttpDate } from './http-date.ts';
import { mediaTypeOf } from './media-types.ts';

/** What the header says of a document. Worked out once, as it stays the same for as long as the file does. */
export interface Description {
  readonly size: number;
  readonly mediaType: string;
  /** Milliseconds, of whole seconds: HTTP dates have no fractions. */
  readonly lastModifiedMs: number;
  readonly lastModified: string;
  /** A strong validator: another size or time of change, another tag. */
  readonly entityTag: string;
}

/** A document with its bytes: all of them where they are few, else the open file, which whoever has it closes. */
export interface Document extends Description {
  readonly content: Buffer | FileHandle;
}

/** @param path the real one, which tells the media type */
export function describeFile(path: string, { size, mtimeMs }: Pick<Stats, 'size' | 'mtimeMs'>): Description {
  const lastModifiedMs = Math.floor(mtimeMs / 1000) * 1000;
  return {
    size,
    mediaType: mediaTypeOf(path),
    lastModifiedMs,
    lastModified: formatHttpDate(new Date(lastModifiedMs)),
    entityTag: `"${size.toString(16)}-${Math.round(mtimeMs * 1000).toString(16)}"`,
  };
}

/** Lets go of a document that is not sent. */
export async function closeDocument({ content }: Document): Promise<void> {
  if (!Buffer.isBuffer(content)) await content.close();
}
