import { formatCount, formatDuration } from '../text/format.ts';
import type { LadderEnd } from './ladder-ends.ts';
import { type LadderItem, silenceWords } from './lay-out-ladder.ts';

/** A line of the picture as a sentence. */
export function rowText(item: LadderItem, ends: readonly LadderEnd[]): string {
  if (item.kind === 'silence') return silenceWords(item);
  if (item.kind === 'fold') {
    return `${formatCount(item.count, 'more row')} over ${formatDuration(item.toMs - item.fromMs)}, not shown`;
  }
  const peer = ends.find(({ lane }) => lane === item.lane)?.name ?? 'the far end';
  const program = 'Your program';
  const [from, to] = item.from === 'program' ? [program, peer] : [peer, program];
  const detail = item.detail === undefined ? '' : ` (${item.detail})`;
  const said = `${item.words}${detail}`;
  switch (item.kind) {
    case 'started':
      return `${program} is started: ${said}`;
    case 'ended':
      return `${program} ${said}`;
    case 'printed':
      return `${program} prints: ${said}`;
    case 'note':
      return `Remark: ${said}`;
    case 'close':
      return item.isMutual
        ? `${from} and ${to.replace('Your', 'your')} close: ${said}`
        : `${from} to ${to}: ${said}`;
    case 'lost':
      return `${from} to ${to}, lost: ${said}`;
    default:
      return `${from} to ${to}${item.isLate ? ', too late' : ''}: ${said}`;
  }
}
