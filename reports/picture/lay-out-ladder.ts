import type { Fold } from './choose-rows.ts';
import type { LadderRow } from './ladder-row.ts';

/** A stretch in which nothing happened. */
export interface Silence {
  readonly kind: 'silence';
  readonly durationMs: number;
}

export type LadderItem = LadderRow | Fold | Silence;

export interface PlacedItem {
  readonly item: LadderItem;
  /** Of the arrow, or of the middle of a silence or fold, in px from the top. */
  readonly y: number;
}

/** A stretch of time in which the lines of the hosts are not to scale, in px. */
export interface Break {
  readonly from: number;
  readonly to: number;
}

export interface LadderLayout {
  readonly items: readonly PlacedItem[];
  readonly breaks: readonly Break[];
  readonly height: number;
}

const silentMs = 300;
const headHeight = 44;
const rowHeight = 27;
const remarkHeight = 21;
const breakHeight = 30;
/** How much of a row's height a pause of some milliseconds adds at most. */
const mostPause = 16;

/** Places rows downward: pauses widen the distance a little, long ones become a labelled silence. */
export function layOutLadder(chosen: readonly (LadderRow | Fold)[]): LadderLayout {
  const items: PlacedItem[] = [];
  const breaks: Break[] = [];
  let y = headHeight;
  let lastMs: number | undefined;
  const addBreak = (item: Fold | Silence) => {
    const from = y + 7;
    items.push({ item, y: from + breakHeight / 2 });
    breaks.push({ from, to: from + breakHeight });
    y = from + breakHeight - 5;
  };
  for (const item of chosen) {
    if (item.kind === 'fold') {
      addBreak(item);
      lastMs = item.toMs;
      continue;
    }
    const pauseMs = Math.max(0, item.atMs - (lastMs ?? item.atMs));
    if (pauseMs >= silentMs) addBreak({ kind: 'silence', durationMs: pauseMs });
    const pause = pauseMs < silentMs ? Math.min(mostPause, Math.log2(1 + pauseMs) * 2) : 0;
    y += heightOf(item) + Math.round(pause);
    items.push({ item, y });
    lastMs = item.atMs;
  }
  return { items, breaks, height: y + 26 };
}

function heightOf({ kind }: LadderRow): number {
  return kind === 'printed' || kind === 'note' || kind === 'started' || kind === 'ended'
    ? remarkHeight
    : rowHeight;
}

/** `1.0 s of silence`. */
export function silenceWords({ durationMs }: Silence): string {
  const isLong = durationMs >= 950;
  return `${isLong ? `${(durationMs / 1000).toFixed(1)} s` : `${Math.round(durationMs)} ms`} of silence`;
}
