import type { StoredResponse } from './stored-response.ts';

/** Files take whole blocks of the disk, and each response in the cache takes some memory too. */
const BLOCK_BYTES = 4_096;

/** What a response takes on the disk. That it is never nothing also limits how many of them there can be. */
export function diskBytesOf(stored: StoredResponse): number {
  const fields = stored.fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return inBlocks(stored.bodyLength) + inBlocks(1 + stored.url.length + fields);
}

function inBlocks(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}
