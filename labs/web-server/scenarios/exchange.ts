import type { HttpReceived } from '../../../harness/index.ts';

/** One question to the program and what came back. Plain data. */
export interface Exchange extends HttpReceived {
  readonly method: string;
  readonly target: string;
  readonly port: number;
  /** Conversation in the transcript. */
  readonly conversation: string;
  /** `ECONNREFUSED`, `timeout`, ... when there was no connection. */
  readonly connectError?: string;
  /**
   * What had become of the program before this question, so that it was started again: it had ended, or it had left a
   * question without any answer.
   */
  readonly restartedBecause?: 'ended' | 'hung';
  /** The program did not come up (again): nothing was asked. */
  readonly isUnasked?: boolean;
  /** Wall clock when asked, milliseconds since the epoch. */
  readonly askedAtEpochMs: number;
}
