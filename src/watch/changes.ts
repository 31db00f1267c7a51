import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { unreadable } from '../course/submission.ts';

/** An editor writes, renames and sets rights in one go; so does a checkout of many files. */
const quietMs = 150;
const lookEveryMs = 100;

/** What is no source of a program, or is made by looking at it. */
const ignoredName =
  /^(\.git|\.hg|\.svn|node_modules|__pycache__|\.?venv|\.?cache|\.(pytest|mypy|ruff)_cache|\.idea|\.vscode|\.DS_Store|4913)$|~$|^\.?#|\.(sw[opx]|tmp|part|pyc|pcap)$/;

export interface WatchedPlace {
  /** A folder, or one file. Absolute. */
  readonly location: string;
  /** Absolute; what is written there is not the student's. */
  readonly leftOut: readonly string[];
}

/** Saves of a student's files, gathered until it is quiet. */
export class Changes implements AsyncDisposable {
  readonly #watcher: FSWatcher;
  readonly #root: string;
  readonly #names = new Set<string>();
  #quiet: NodeJS.Timeout | undefined;
  #waiting: ((names: readonly string[]) => void) | undefined;

  private constructor(watcher: FSWatcher, root: string) {
    this.#watcher = watcher;
    this.#root = root;
    watcher.on('all', (_event, file) => this.#note(file));
    watcher.on('error', () => this.#note(root));
  }

  /**
   * Resolves when changes are seen.
   * @throws EnvironmentError when the place cannot be read
   */
  static async open({ location, leftOut }: WatchedPlace): Promise<Changes> {
    const stats = await stat(location).catch((error: unknown) => {
      throw unreadable(location, error);
    });
    // Editors put a new file in the place of the old one: only its folder sees that.
    const isFile = stats.isFile();
    const root = isFile ? path.dirname(location) : location;
    const isIgnored = (file: string) =>
      file !== root && (isFile ? file !== location : isNoSource(path.relative(root, file), file, leftOut));
    const watcher = watch(root, {
      ignored: isIgnored,
      ignoreInitial: true,
      // Told by the kernel, it now and then misses the second of two files that take the place of one in quick succession.
      usePolling: true,
      interval: lookEveryMs,
      binaryInterval: lookEveryMs,
      ...(isFile && { depth: 0 }),
    });
    const changes = new Changes(watcher, root);
    await new Promise<void>((resolve) => watcher.once('ready', resolve));
    return changes;
  }

  /** Waits for a save that no earlier call was told of. @returns names of files, relative to the folder */
  next(): Promise<readonly string[]> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      if (this.#quiet === undefined) this.#tell();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#quiet);
    await this.#watcher.close();
  }

  #note(file: string): void {
    this.#names.add(path.relative(this.#root, file) || path.basename(file));
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined;
      this.#tell();
    }, quietMs);
  }

  #tell(): void {
    if (this.#names.size === 0 || this.#waiting === undefined) return;
    const names = [...this.#names];
    this.#names.clear();
    this.#waiting(names);
    this.#waiting = undefined;
  }
}

function isNoSource(relative: string, file: string, leftOut: readonly string[]): boolean {
  return leftOut.includes(file) || relative.split(path.sep).some((name) => ignoredName.test(name));
}
