import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fields } from '../http/fields.ts';
import { BodyFiles, type BodyWriter, type StoredBody } from './body-files.ts';
import { diskBytesOf } from './disk-bytes.ts';
import { loadFolder } from './load.ts';
import { makeFolder } from './make-folder.ts';
import type { ByteRange } from './range.ts';
import type { StoredResponse } from './stored-response.ts';
import { selectVariant } from './vary.ts';

/** No single body may fill more of the cache than this. */
const MAX_SHARE = 0.25;
/**
 * Responses on disk. Each is two files with a random name, so that nothing in a URL ever becomes part of a path:
 * `x.body`, which never changes, and `x.json`, which describes it and is moved into place when the body is complete.
 * So whenever the program is killed, what has a description is whole; the rest is swept away at the next start.
 */
export class CacheStore {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #bodies: BodyFiles;
  /** By body file, the least recently used first. */
  readonly #entries = new Map<string, StoredResponse>();
  /** URL -> its variants. */
  readonly #byUrl = new Map<string, readonly StoredResponse[]>();
  #bytes = 0;

  private constructor(folder: string, maxBytes: number) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#bodies = new BodyFiles(folder);
  }

  /**
   * Opens the folder, which is made if need be, with what an earlier run left in it.
   *
   * @throws the system's error when it cannot be made, read or written
   */
  static async open(folder: string, maxBytes: number): Promise<CacheStore> {
    await makeFolder(folder);
    const store = new CacheStore(folder, maxBytes);
    await store.#bodies.tryWriting();
    for (const stored of await loadFolder(folder)) store.#remember(stored);
    await store.#evict();
    return store;
  }

  /** What is stored for this request. The URL is compared whole: host, port, path and query. */
  find(url: string, requestFields: Fields): StoredResponse | undefined {
    const variants = this.#byUrl.get(url);
    const found = variants && selectVariant(requestFields, variants);
    if (found) {
      // Last in the map is last to be evicted.
      this.#entries.delete(found.bodyFile);
      this.#entries.set(found.bodyFile, found);
    }
    return found;
  }

  /** The body of a stored response if it is held in memory. */
  bodyInMemory(stored: StoredResponse): Buffer | undefined {
    return this.#bodies.inMemory(stored);
  }

  /** The body of a stored response; undefined when the disk no longer has it. */
  async readBody(stored: StoredResponse, range?: ByteRange): Promise<StoredBody | undefined> {
    try {
      return await this.#bodies.read(stored, range);
    } catch {
      await this.remove(stored);
      return undefined;
    }
  }

  /** Begins a body that is still to come; undefined when the disk does not take it. */
  async beginBody(): Promise<BodyWriter | undefined> {
    return await this.#bodies.begin(this.#maxBytes * MAX_SHARE).catch(() => undefined);
  }

  /**
   * Makes a response findable whose body is complete, in place of the one for the same requests.
   *
   * @param isOutdated asked at the last moment: whether its URL has been invalidated since it was asked for
   */
  async add(stored: StoredResponse, isOutdated: () => boolean = () => false): Promise<void> {
    await this.#describe(stored);
    if (isOutdated()) return await this.#deleteFiles(stored);
    const variant = JSON.stringify(stored.variant);
    const replaced = this.#variantsOf(stored.url).filter((each) => JSON.stringify(each.variant) === variant);
    this.#remember(stored);
    for (const old of replaced) await this.remove(old);
    await this.#evict();
  }

  /** Changes what is known about a stored response; its body stays. */
  async update(stored: StoredResponse): Promise<void> {
    const known = this.#entries.get(stored.bodyFile);
    if (!known) return;
    this.#entries.set(stored.bodyFile, stored);
    this.#byUrl.set(
      stored.url,
      this.#variantsOf(stored.url).map((each) => (each === known ? stored : each)),
    );
    this.#bytes += diskBytesOf(stored) - diskBytesOf(known);
    await this.#describe(stored);
  }

  async remove(stored: StoredResponse): Promise<void> {
    const known = this.#entries.get(stored.bodyFile);
    if (!known) return;
    this.#entries.delete(stored.bodyFile);
    const others = this.#variantsOf(stored.url).filter((each) => each !== known);
    if (others.length > 0) this.#byUrl.set(stored.url, others);
    else this.#byUrl.delete(stored.url);
    this.#bytes -= diskBytesOf(known);
    await this.#deleteFiles(stored);
  }

  /** Forgets all that is stored for a URL, whatever the variant. */
  async removeUrl(url: string): Promise<void> {
    for (const stored of this.#variantsOf(url)) await this.remove(stored);
  }

  #variantsOf(url: string): readonly StoredResponse[] {
    return this.#byUrl.get(url) ?? [];
  }

  #remember(stored: StoredResponse): void {
    this.#entries.set(stored.bodyFile, stored);
    this.#byUrl.set(stored.url, [...this.#variantsOf(stored.url), stored]);
    this.#bytes += diskBytesOf(stored);
  }

  /** Written beside and moved into place: a reader sees the old description or the new one, never half of one. */
  async #describe(stored: StoredResponse): Promise<void> {
    const path = this.#descriptionPath(stored);
    const draft = `${path}.${randomUUID()}.tmp`;
    await writeFile(draft, JSON.stringify(stored));
    await rename(draft, path);
  }

  async #deleteFiles(stored: StoredResponse): Promise<void> {
    await rm(this.#descriptionPath(stored), { force: true });
    await this.#bodies.remove(stored.bodyFile);
  }

  #descriptionPath({ bodyFile }: StoredResponse): string {
    return join(this.#folder, bodyFile.replace(/body$/, 'json'));
  }

  async #evict(): Promise<void> {
    for (const stored of this.#entries.values()) {
      if (this.#bytes <= this.#maxBytes) return;
      await this.remove(stored);
    }
  }
}
