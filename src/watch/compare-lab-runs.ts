import type { LabRun, Verdict } from '../../reports/schema.ts';
import { formatCount, formatPoints } from '../../reports/text/format.ts';

/** More would push the verdicts off the screen. */
const namedChanges = 8;

const words: Readonly<Record<Verdict['status'], string>> = {
  passed: 'passes now',
  failed: 'fails now',
  blocked: 'waits for another check now',
  inconclusive: 'could not be judged this time',
  errored: 'could not be judged this time, by our fault',
};

interface Change {
  readonly gain: number;
  readonly text: string;
  readonly isRoot: boolean;
}

/** What a new run of the same program changed, a line each: `+5 points: web-server/crlf passes now`. */
export function compareLabRuns(before: LabRun, now: LabRun): readonly string[] {
  const known = new Map(before.verdicts.map((verdict) => [verdict.check, verdict]));
  const changes = now.verdicts.flatMap((verdict) => changeOf(known.get(verdict.check), verdict));
  if (changes.length === 0) return ['No verdict changed.'];
  const [named, rest] = split(
    changes.toSorted((a, b) => Number(b.isRoot) - Number(a.isRoot) || Math.abs(b.gain) - Math.abs(a.gain)),
  );
  return [
    ...(changes.length > 1 ? [`${total(before, now)} in all`] : []),
    ...named.map(({ text }) => text),
    ...(rest > 0 ? [`and ${formatCount(rest, 'check')} more changed`] : []),
  ];
}

function split(changes: readonly Change[]): readonly [readonly Change[], number] {
  if (changes.length <= namedChanges) return [changes, 0];
  return [changes.slice(0, namedChanges), changes.length - namedChanges];
}

function changeOf(before: Verdict | undefined, now: Verdict): readonly Change[] {
  if (before === undefined || before.status === now.status) return [];
  const gain = now.points - before.points;
  const what = `${now.check} ${words[now.status]}`;
  const isRoot = now.status !== 'blocked' && before.status !== 'blocked';
  const kind = now.kind === 'extension' ? 'bonus' : undefined;
  return [{ gain, isRoot, text: gain === 0 ? what : `${signed(gain, kind)}: ${what}` }];
}

function total({ score: before }: LabRun, { score: now }: LabRun): string {
  const points = signed(now.points - before.points);
  const bonus = now.bonus - before.bonus;
  return bonus === 0 ? points : `${points}, ${signed(bonus, 'bonus')}`;
}

/** `+5 points`, `−1 point`, `+2 bonus`. */
function signed(value: number, noun?: string): string {
  const sign = value < 0 ? '−' : value > 0 ? '+' : '±';
  const size = Math.abs(value);
  return `${sign}${formatPoints(size)} ${noun ?? (size === 1 ? 'point' : 'points')}`;
}
