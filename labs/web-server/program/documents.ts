import type { FileHandle } from 'node:fs/promises';
import { type Document, describeFile } from './document.ts';
import { locationOf, openFile } from './file-lookup.ts';
import { SmallFiles } from './small-files.ts';

/** The documents below a folder: each is opened for its request, or taken from memory where it is small and unchanged. */
export class Documents {
  readonly #root: string;
  readonly #small = new SmallFiles();

  /** @param root real path of the folder */
  constructor(root: string) {
    this.#root = root;
  }

  /** @throws HttpError 301, 403 or 404 */
  async open(path: string): Promise<Document> {
    const location = locationOf(this.#root, path);
    const known = await this.#small.find(location);
    if (known) return known;
    const { handle, realPath, status } = await openFile(this.#root, path);
    const description = describeFile(realPath, status);
    if (!SmallFiles.isSmall(status)) return { ...description, content: handle };
    const content = await readSmall(handle, status.size).finally(() => handle.close());
    const document: Document = { ...description, size: content.length, content };
    this.#small.keep(location, document, status);
    return document;
  }
}

/** @returns fewer than `size` bytes when the file has shrunk meanwhile */
async function readSmall(handle: FileHandle, size: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
  return buffer.subarray(0, bytesRead);
}
