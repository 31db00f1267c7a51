import type { Observation, SmtpEntry } from '../../../harness/index.ts';

/** What the program is told to send. Each value holds a word of its own, so that it is found again wherever it comes. */
export interface MailInputs {
  readonly port: number;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly user: string;
  readonly password: string;
}

/** One start of the program. */
export interface MailRun {
  /** `plain`, `refused-sender`: unique in the scenario. */
  readonly id: string;
  readonly inputs: MailInputs;
  /** Every session it opened, on whatever port, in order. */
  readonly sessions: readonly SmtpEntry[];
  /** When it was over, on the scenario's clock. */
  readonly endedAtMs: number;
  /** It was still running when we had waited long enough, and was interrupted. */
  readonly isStuck: boolean;
  /** Wall clock at the start, milliseconds since the epoch. */
  readonly startedAtEpochMs: number;
  /** The reply that was to stop it, in a run that refuses something. */
  readonly refusal?: string;
  /** What is to be attached. */
  readonly attachment?: { readonly name: string; readonly bytes: Uint8Array };
}

/** The facts of every scenario of this lab: its runs so far. */
export interface MailFacts {
  readonly runs: readonly MailRun[];
}

export type MailObservation = Observation<MailFacts>;
