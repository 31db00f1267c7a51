import type { Side } from './tcp-flow.ts';

/**
 * - `message`: bytes that arrived; `lost`: bytes that did not
 * - `open`, `close`, `reset`, `refused`: of a connection
 * - `note`: a remark about a conversation; `printed`, `started`, `ended`: of the program itself
 */
export type RowKind =
  | 'message'
  | 'lost'
  | 'open'
  | 'close'
  | 'reset'
  | 'refused'
  | 'note'
  | 'printed'
  | 'started'
  | 'ended';

/** Who is at the other end: those that call the program stand on one side of it, those it calls on the other. */
export type Lane = 'caller' | 'called';

/** One line of a ladder diagram. */
export interface LadderRow {
  /** On the wire where there is a packet of it, else as our end saw it. */
  readonly atMs: number;
  readonly kind: RowKind;
  /** Which end it comes from. */
  readonly from: Side;
  readonly lane: Lane;
  /** `GET /a.html HTTP/1.1`, `echo request seq 3`, `connects to 23.81.0.59:80`. */
  readonly words: string;
  /** `206 bytes in 2 segments`, `1.31 s after it was asked for`. */
  readonly detail?: string;
  /** Both ends did the same, one right after the other. */
  readonly isMutual?: boolean;
  /** An answer that came when its time was over. */
  readonly isLate?: boolean;
  /** Id of the conversation, and which of its events are in this row; of a `printed` row: which chunk of output. */
  readonly conversation?: string;
  readonly events: readonly number[];
  /** Numbers in the pcap. */
  readonly packets: readonly number[];
  /** Index of the start of the program that a `printed` or `ended` row is about. */
  readonly program?: number;
}
