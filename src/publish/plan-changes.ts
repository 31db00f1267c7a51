import { roundPoints, totalOf } from '../../reports/export/total.ts';
import type { LabRun, Results } from '../../reports/schema.ts';
import { visibleLine } from '../../reports/text/visible-text.ts';
import type { CanvasAssignment, CanvasSubmission, CanvasUser } from './canvas-schemas.ts';
import { userFinder } from './find-user.ts';
import type { SentScore } from './journal.ts';

/** What Canvas knows of one assignment, and what we sent it before. */
export interface AssignmentState {
  readonly lab: string;
  readonly assignment: CanvasAssignment;
  readonly submissions: readonly CanvasSubmission[];
}

/** One score, as it is in Canvas and as it shall be. */
export interface Change {
  readonly labRun: LabRun;
  readonly assignment: string;
  readonly user: string;
  readonly points: number;
  /** In Canvas now; absent: none. */
  readonly current?: number;
  /** `conflict`: Canvas has another score, which is not one that we sent. */
  readonly kind: 'new' | 'replaced' | 'conflict' | 'same';
}

export interface Plan {
  readonly changes: readonly Change[];
  /** Sentences on who gets no score, and why. */
  readonly leftOut: readonly string[];
}

export interface PlanRequest {
  readonly results: Results;
  readonly users: readonly CanvasUser[];
  readonly states: readonly AssignmentState[];
  readonly sent: readonly SentScore[];
  readonly countsBonus: boolean;
}

/** What has to be sent, and what not. Where an assignment is worth other points there than here, scores are scaled. */
export function planChanges({ results, users, states, sent, countsBonus }: PlanRequest): Plan {
  const findUser = userFinder(users, results.roster ?? []);
  const planned = states.flatMap((state) =>
    results.labRuns
      .filter(({ lab }) => lab === state.lab)
      .map((labRun) => {
        const user = findUser(labRun.student);
        if (user === undefined) return leftOut(labRun, 'is not in this course on Canvas');
        if (user === 'ambiguous') return leftOut(labRun, 'fits several students of this course');
        return planOne(labRun, user, state, { sent, countsBonus });
      }),
  );
  const changes = planned.filter((each) => typeof each !== 'string');
  const { single, shared } = splitShared(changes);
  const twice = shared.map(({ labRun }) => leftOut(labRun, 'fits the same student as somebody else'));
  return { changes: single, leftOut: [...planned.filter((each) => typeof each === 'string'), ...twice] };
}

function planOne(
  labRun: LabRun,
  user: CanvasUser,
  { assignment, submissions }: AssignmentState,
  { sent, countsBonus }: Pick<PlanRequest, 'sent' | 'countsBonus'>,
): Change | string {
  if (!labRun.gradable) return `${nameOf(labRun)} was not graded: nothing is sent, which is not a zero.`;
  const submission = submissions.find(({ user_id }) => user_id === user.id);
  if (submission === undefined)
    return leftOut(labRun, `has not been assigned ${visibleLine(assignment.name)}`);
  if (submission.excused) return leftOut(labRun, 'is excused on Canvas');
  const points = scaledPoints(labRun, assignment, countsBonus);
  const current = submission.score ?? undefined;
  const ours = sent.findLast((each) => each.assignment === assignment.id && each.user === user.id);
  const change = { labRun, assignment: assignment.id, user: user.id, points };
  if (current === undefined) return { ...change, kind: 'new' };
  return { ...change, current, kind: kindOf(points, current, ours) };
}

/** Canvas compares scores at two decimals; what it made of a score of ours is in the journal. */
function kindOf(points: number, current: number, ours: SentScore | undefined): Change['kind'] {
  const isOurs = ours !== undefined && roundPoints(ours.stored) === roundPoints(current);
  if (roundPoints(current) === roundPoints(points) || (isOurs && ours.points === points)) return 'same';
  return isOurs ? 'replaced' : 'conflict';
}

function scaledPoints(labRun: LabRun, { points_possible }: CanvasAssignment, countsBonus: boolean): number {
  const { points, possible } = totalOf(labRun, countsBonus);
  const factor =
    points_possible !== null && points_possible > 0 && possible > 0 ? points_possible / possible : 1;
  return roundPoints(points * factor);
}

/** Two students of ours who fit one of theirs: which of them it is, nobody knows. */
function splitShared(changes: readonly Change[]): { single: readonly Change[]; shared: readonly Change[] } {
  const groups = [...Map.groupBy(changes, ({ assignment, user }) => `${assignment} ${user}`).values()];
  return {
    single: groups.filter(({ length }) => length === 1).flat(),
    shared: groups.filter(({ length }) => length > 1).flat(),
  };
}

function leftOut(labRun: LabRun, why: string): string {
  return `${nameOf(labRun)} ${why}, and was left out.`;
}

/** `ada (proxy)` */
export function nameOf({ student, lab }: LabRun): string {
  return `${visibleLine(student)} (${lab})`;
}
