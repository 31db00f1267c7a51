import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { progressFileName } from '../run/progress-file.ts';

/** These change whenever something was finished, so nobody has to watch the folders of a whole class. */
const telling = [progressFileName, 'results.json', 'index.html'];
/** Several files change together. */
const gatherMs = 60;
/** For what no file tells: a run that fell silent, a disk whose changes are not reported. */
const lookAgainMs = 5_000;

/** Tells listeners that something in a report folder has changed. */
export class FolderNews implements AsyncDisposable {
  readonly #watcher: FSWatcher;
  readonly #timer: NodeJS.Timeout;
  readonly #listeners = new Set<() => void>();
  #soon: NodeJS.Timeout | undefined;

  private constructor(folder: string) {
    this.#watcher = watch(folder, {
      depth: 0,
      ignoreInitial: true,
      ignored: (file) => file !== folder && !telling.includes(path.basename(file)),
    });
    this.#watcher.on('all', () => this.#tellSoon());
    this.#watcher.on('error', () => this.#tellSoon());
    this.#timer = setInterval(() => this.#tell(), lookAgainMs).unref();
  }

  /** Resolves when changes are seen. */
  static async open(folder: string): Promise<FolderNews> {
    const news = new FolderNews(folder);
    await new Promise<void>((resolve) => news.#watcher.once('ready', resolve));
    return news;
  }

  /** @returns call it to hear no more */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    this.#listeners.clear();
    await this.#watcher.close();
  }

  #tellSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#tell(), gatherMs);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
