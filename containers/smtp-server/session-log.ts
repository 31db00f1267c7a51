import type { SmtpCommandEntry, SmtpEntry, SmtpMessageEntry } from './script.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What a session notes down; plain copies of it make the peer's log. */
export class SessionLog {
  readonly #entry: Writable<Omit<SmtpEntry, 'commands' | 'messages'>>;
  readonly #commands: Writable<SmtpCommandEntry>[] = [];
  readonly #messages: Writable<SmtpMessageEntry>[] = [];

  constructor(conversation: string, port: number, openedAtMs: number) {
    this.#entry = { conversation, port, openedAtMs, usedTls: 'none', ended: 'open' };
  }

  get isEncrypted(): boolean {
    return this.#entry.usedTls !== 'none';
  }

  set(known: Partial<Pick<SmtpEntry, 'usedTls' | 'serverName' | 'tlsError'>>): void {
    Object.assign(this.#entry, known);
  }

  /** The first reason stands. */
  ended(how: SmtpEntry['ended']): void {
    if (this.#entry.ended === 'open') this.#entry.ended = how;
  }

  /** @returns the entry that is kept, for the reply to be filled in */
  command(entry: SmtpCommandEntry): Writable<SmtpCommandEntry> {
    const kept = { ...entry };
    this.#commands.push(kept);
    return kept;
  }

  /** @returns the entry that is kept, for the reply to be filled in */
  message(entry: SmtpMessageEntry): Writable<SmtpMessageEntry> {
    const kept = { ...entry };
    this.#messages.push(kept);
    return kept;
  }

  snapshot(): SmtpEntry {
    return {
      ...this.#entry,
      commands: this.#commands.map((each) => ({ ...each })),
      messages: this.#messages.map((each) => ({ ...each })),
    };
  }
}
