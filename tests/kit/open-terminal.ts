import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const script = fileURLToPath(new URL('on-terminal.py', import.meta.url));

export const keys = {
  enter: '\r',
  escape: '\x1b',
  ctrlC: '\x03',
  ctrlD: '\x04',
  ctrlZ: '\x1a',
  down: '\x1b[B',
} as const;

export interface OpenTerminal extends AsyncDisposable {
  /** Of the process that holds the terminal; its one child is the command. */
  readonly pid: number | undefined;
  /** Waits until the terminal shows a text that it has not shown before the last match. @returns the match */
  shows(text: string | RegExp): Promise<RegExpExecArray>;
  type(text: string): void;
  /** Waits for a text, then types. */
  answer(text: string | RegExp, typed: string): Promise<void>;
  /** Waits for the command's end. @returns its exit status, or 128 and the number of the signal */
  ends(): Promise<number>;
}

const patienceMs = 20_000;

/** Starts a command on a real terminal, as a person at a keyboard would have it. */
export function openTerminal(
  command: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): OpenTerminal {
  const env = { ...process.env, ...options.env, TERM: 'xterm-256color' };
  const child = spawn('python3', [script, ...command], { cwd: options.cwd, env, stdio: 'pipe' });
  const ended = once(child, 'close') as Promise<[number]>;
  const screen = new Screen();
  child.once('close', () => screen.end());
  child.stdout.setEncoding('utf8').on('data', (text: string) => screen.add(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => screen.add(text));
  child.stdin.on('error', () => {}); // It ended before it read all.
  const type = (text: string) => void child.stdin.write(text);
  return {
    pid: child.pid,
    shows: (text) => screen.shows(text),
    type,
    async answer(text, typed) {
      await screen.shows(text);
      type(typed);
    },
    ends: async () => {
      const [status] = await withPatience(ended, () => `The command did not end. ${screen.describe()}`);
      return status;
    },
    [Symbol.asyncDispose]: () => end(child, ended),
  };
}

/** Hanging up ends whatever still runs on the terminal. */
async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await ended;
}

/** The text that came, without the codes that move the cursor and colour it. */
class Screen {
  #raw = '';
  #read = 0;
  #isEnded = false;
  #changed = Promise.withResolvers<void>();

  add(text: string): void {
    this.#raw += text;
    this.#tell();
  }

  /** No more will come. */
  end(): void {
    this.#isEnded = true;
    this.#tell();
  }

  async shows(text: string | RegExp): Promise<RegExpExecArray> {
    const pattern = new RegExp(text instanceof RegExp ? text.source : RegExp.escape(text), 'g');
    for (;;) {
      pattern.lastIndex = this.#read;
      const match = pattern.exec(this.#text());
      if (match !== null) {
        this.#read = pattern.lastIndex;
        return match;
      }
      if (this.#isEnded) throw new Error(`The command ended without ${text}. ${this.describe()}`);
      await withPatience(this.#changed.promise, () => `Waited for ${text}. ${this.describe()}`);
    }
  }

  describe(): string {
    return `The terminal shows:\n${this.#text().slice(this.#read)}`;
  }

  #text(): string {
    return stripVTControlCharacters(this.#raw);
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

async function withPatience<T>(promise: Promise<T>, describe: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(describe())), patienceMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
