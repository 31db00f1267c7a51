import { costlyParts, describeOthers } from '../missing-parts.ts';
import type { LabRun } from '../schema.ts';
import { clipText } from '../text/clip-text.ts';
import { formatCount, formatPoints } from '../text/format.ts';
import { visibleLine, visibleText } from '../text/visible-text.ts';
import { hidesChecks } from './item.ts';

/** The score of a lab run, or why there is none, in lines that a student may read. */
export function summaryLines(labRun: LabRun): string[] {
  if (!labRun.gradable) return [notGraded(labRun)];
  const { points, possible, bonus, bonusPossible, adjustments = [] } = labRun.score;
  const extra = bonusPossible > 0 ? `, ${formatPoints(bonus)} of ${formatPoints(bonusPossible)} bonus` : '';
  const others = describeOthers(labRun);
  return [
    `${formatPoints(points)} of ${formatPoints(possible)} points${extra}`,
    ...adjustments.map(({ title, points }) => `${visibleLine(title)}: ${signed(points)} points`),
    countLine(labRun),
    ...(others === undefined ? [] : [visibleText(others)]),
  ];
}

/** The sentence for a lab run without a score. */
export function notGraded({ ungradableBecause }: LabRun): string {
  const reason = visibleText(clipText(ungradableBecause ?? 'The reason was not recorded.', 1_000));
  return `Not graded, which is not a zero: ${reason}`;
}

/** How the submission was started, for whom that was a surprise. */
export function programLines({ programs }: LabRun): string[] {
  return programs.map(({ command, part }) => `Started (${part}): ${visibleLine(clipText(command, 300))}`);
}

function countLine(labRun: LabRun): string {
  const shown = labRun.verdicts.filter(({ visibility }) => visibility !== 'nothing');
  const passed = shown.filter(({ status }) => status === 'passed').length;
  const all = shown.length + costlyParts(labRun).length;
  const checks = formatCount(all, 'check');
  if (hidesChecks(labRun)) return `${passed} of the ${checks} that are shown passed; there are others`;
  return passed === all ? `All ${checks} passed` : `${passed} of ${checks} passed`;
}

function signed(points: number): string {
  return points < 0 ? `−${formatPoints(-points)}` : `+${formatPoints(points)}`;
}
