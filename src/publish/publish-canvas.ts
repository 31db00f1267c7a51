import type { Results } from '../../reports/schema.ts';
import type { CanvasClient } from './canvas-client.ts';
import { CanvasError } from './canvas-error.ts';
import { canvasAssignmentSchema, canvasSubmissionSchema, canvasUserSchema } from './canvas-schemas.ts';
import { addToJournal, readJournal } from './journal.ts';
import { type AssignmentState, type Change, nameOf, type Plan, planChanges } from './plan-changes.ts';

export interface CanvasCourse {
  readonly client: CanvasClient;
  /** Of the Canvas, for the journal. */
  readonly url: string;
  /** Canvas's number of the course. */
  readonly course: string;
  /** File beside the result that keeps what was sent. */
  readonly journal: string;
}

/** Canvas's number of the assignment, by the id of a lab. */
export type Assignments = ReadonlyMap<string, string>;

/** Kinds of grading that a number of points says nothing to. */
const withoutPoints = new Set(['not_graded', 'pass_fail']);

/**
 * Reads what Canvas has, and compares it with a result. Sends nothing.
 * @throws CanvasError when Canvas does not answer, or an assignment takes no points
 */
export async function planPublication(
  { client, url, course, journal }: CanvasCourse,
  results: Results,
  assignments: Assignments,
  countsBonus: boolean,
): Promise<Plan> {
  const states: AssignmentState[] = [];
  for (const [lab, id] of assignments) states.push(await readAssignment(client, course, lab, id));
  const students = 'users?enrollment_type[]=student&per_page=100';
  const users = await client.list(`courses/${course}/${students}`, canvasUserSchema);
  const sent = await readJournal(journal, { url, course });
  return planChanges({ results, users, states, sent, countsBonus });
}

async function readAssignment(
  client: CanvasClient,
  course: string,
  lab: string,
  id: string,
): Promise<AssignmentState> {
  const place = `courses/${course}/assignments/${id}`;
  const assignment = await client.get(place, canvasAssignmentSchema);
  if (withoutPoints.has(assignment.grading_type)) {
    throw new CanvasError(
      `The assignment ${assignment.name} takes no points on Canvas (${assignment.grading_type}). Change how it is graded there, or name another with --assignment ${lab}=ID.`,
    );
  }
  const submissions = await client.list(`${place}/submissions?per_page=100`, canvasSubmissionSchema);
  return { lab, assignment, submissions };
}

/** What became of sending. */
export interface Publication {
  readonly sent: number;
  /** Sentences on single scores that Canvas refused. */
  readonly refused: readonly string[];
}

/**
 * Sends scores one by one, and writes each down as soon as Canvas has taken it, so that the same call goes on after a
 * failure. A score that Canvas refuses holds up no other.
 * @throws CanvasError when nothing more can be sent: how far it came, and why
 */
export async function sendChanges(
  { client, url, course, journal }: CanvasCourse,
  changes: readonly Change[],
  run: string,
): Promise<Publication> {
  const refused: string[] = [];
  let sent = 0;
  for (const change of changes) {
    const { labRun, assignment, user, points, current } = change;
    try {
      const stored = await sendOne(client, course, change);
      const where = { at: new Date().toISOString(), url, course, assignment, user };
      const who = { student: labRun.student, lab: labRun.lab, run };
      await addToJournal(journal, {
        ...where,
        ...who,
        points,
        stored,
        ...(current !== undefined && { before: current }),
      });
      sent += 1;
    } catch (error) {
      if (!(error instanceof CanvasError)) throw error;
      const isOfOne = error.status === 404 || error.status === 422 || error.status === 400;
      if (!isOfOne) throw stoppedAfter(sent, changes.length, error);
      refused.push(`${nameOf(labRun)} was not taken: ${error.message}`);
    }
  }
  return { sent, refused };
}

/** @returns the score that Canvas has now */
async function sendOne(
  client: CanvasClient,
  course: string,
  { assignment, user, points }: Change,
): Promise<number> {
  const place = `courses/${course}/assignments/${assignment}/submissions/${user}`;
  const form = { 'submission[posted_grade]': String(points) };
  const { score } = await client.put(place, form, canvasSubmissionSchema);
  return score ?? points;
}

function stoppedAfter(sent: number, all: number, error: CanvasError): CanvasError {
  return new CanvasError(
    `${error.message} ${sent} of ${all} scores were sent before; the same command goes on from there.`,
    error.status === undefined ? {} : { status: error.status },
  );
}
