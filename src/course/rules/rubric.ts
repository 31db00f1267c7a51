import type { CheckSummary, LabSummary, Visibility } from '../../../reports/schema.ts';
import { didYouMean } from '../../cli/nearest.ts';
import type { LabSettings } from './course-schema.ts';
import type { Course } from './read-course.ts';

/** What a course makes of a lab: its checks with the course's points and visibility, without those it drops. */
export interface Rubric {
  readonly lab: LabSummary;
  readonly dropped: ReadonlySet<string>;
}

/**
 * @param lab as its authors wrote it
 * @throws GradeError with the line of a check that the lab does not have
 */
export function rubricOf(lab: LabSummary, course: Course): Rubric {
  const settings = course.settings.labs[lab.id];
  const visibility = settings?.visibility ?? course.settings.visibility;
  if (settings === undefined) {
    return {
      lab: { ...lab, checks: lab.checks.map((check) => seen(check, visibility)) },
      dropped: new Set(),
    };
  }
  const dropped = new Set(settings.drop.map((name, index) => idOf(name, lab, course, ['drop', index])));
  const rules = new Map(
    Object.entries(settings.checks).map(([name, rule]) => [idOf(name, lab, course, ['checks', name]), rule]),
  );
  const ruled = lab.checks
    .filter(({ id }) => !dropped.has(id))
    .map((check) => {
      const rule = rules.get(check.id);
      const points = rule?.points ?? check.points;
      return seen({ ...check, points }, publishedOr(rule?.visibility ?? visibility, settings));
    });
  const scaled = settings.points === undefined ? ruled : scaleTo(settings.points, ruled, lab, course);
  return { lab: { ...lab, checks: markChanged(scaled, lab) }, dropped };
}

function publishedOr(visibility: Visibility, { published }: LabSettings): Visibility {
  return published && visibility === 'nothing' ? 'all' : visibility;
}

function seen(check: CheckSummary, visibility: Visibility): CheckSummary {
  return visibility === 'all' ? check : { ...check, visibility };
}

function markChanged(checks: readonly CheckSummary[], lab: LabSummary): CheckSummary[] {
  const before = new Map(lab.checks.map(({ id, points }) => [id, points]));
  return checks.map((check) =>
    before.get(check.id) === check.points ? check : { ...check, coursePoints: true as const },
  );
}

function idOf(name: string, lab: LabSummary, course: Course, keys: readonly PropertyKey[]): string {
  const ids = lab.checks.map(({ id }) => id);
  const found = ids.find((id) => id === name || id === `${lab.id}/${name}`);
  if (found !== undefined) return found;
  const near = didYouMean(name, ids);
  throw course.errorAt(['labs', lab.id, ...keys], `The lab ${lab.id} has no check ${name}; ${near}`);
}

/** Core points make exactly `total`, to the cent; bonus points keep their proportion to them. */
function scaleTo(
  total: number,
  checks: readonly CheckSummary[],
  lab: LabSummary,
  course: Course,
): CheckSummary[] {
  const sum = checks.reduce((all, { kind, points }) => all + (kind === 'extension' ? 0 : points), 0);
  if (sum === 0)
    throw course.errorAt(
      ['labs', lab.id, 'points'],
      `No check of ${lab.id} is left that could make these points.`,
    );
  const exact = checks.map(({ points }) => (points * total * 100) / sum);
  const cents = exact.map((value, index) =>
    checks[index]?.kind === 'extension' ? Math.round(value) : Math.floor(value),
  );
  const core = checks.flatMap(({ kind, points }, index) =>
    kind === 'extension' || points === 0 ? [] : [index],
  );
  const lost = (index: number) => (exact[index] ?? 0) - (cents[index] ?? 0);
  const rest = Math.round(total * 100 - core.reduce((all, index) => all + (cents[index] ?? 0), 0));
  const raised = new Set([...core].sort((a, b) => lost(b) - lost(a)).slice(0, rest));
  return checks.map((check, index) => ({
    ...check,
    points: ((cents[index] ?? 0) + (raised.has(index) ? 1 : 0)) / 100,
  }));
}
