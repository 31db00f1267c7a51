import path from 'node:path';
import PQueue from 'p-queue';
import { GradeError } from '../../../harness/runtime/errors.ts';
import type { Person } from '../../../reports/schema.ts';
import { Roster } from '../roster/find-person.ts';
import type { Course } from '../rules/read-course.ts';
import type { Submission } from '../submission.ts';
import { type Attributed, attribute } from './attribute.ts';
import { type Attempt, chooseAttempts } from './choose-attempts.ts';
import { expand } from './expand.ts';
import { factsOf } from './facts-of.ts';
import type { HandIn, Layout } from './hand-in.ts';
import { openClass } from './open-class.ts';
import { recogniseLayout } from './recognise-layout.ts';
import { type Unfolded, unfold } from './unfold.ts';
import { withFaults } from './with-faults.ts';

export interface IntakeRequest {
  /** Folder or zip file, absolute. */
  readonly location: string;
  /** Ours, for what is unpacked; it must outlive the run. */
  readonly workFolder: string;
  readonly labIds: readonly string[];
  /** All is for this lab. */
  readonly lab?: string;
  readonly course?: Course;
  readonly people?: readonly Person[];
}

export interface Intake {
  readonly submissions: readonly Submission[];
  /** Sentences for the instructor. */
  readonly notes: readonly string[];
  /** `<student>/<folder>` that is named like no lab. */
  readonly strangers: readonly string[];
}

/**
 * Makes submissions of a class as it came: says how it lies there, whose each hand-in is, unpacks it, and chooses among
 * attempts. What is wrong with one hand-in makes that one unusable, and leaves the others alone.
 * @throws GradeError when nothing can be made of the class as a whole
 */
export async function takeIn(request: IntakeRequest): Promise<Intake> {
  const { location, workFolder, labIds, lab, course } = request;
  const { root, faults } = await openClass(location, workFolder);
  const layout = await recogniseLayout({ root, labIds, ...(lab !== undefined && { lab }) });
  if (layout.handIns.some((each) => each.lab === undefined) && isOfPlatform(layout)) {
    throw new GradeError(
      'which-lab',
      `${path.basename(location)} is ${layout.kind}, which is of one assignment. Which lab is it? Add --lab with one of ${labIds.join(', ')}.`,
    );
  }
  const faulty = withFaults(layout.handIns, faults, root);
  const expanded = await expand(faulty.handIns, { labIds, workFolder });
  const roster = request.people && new Roster(request.people);
  const { attributed, notes } = attribute(expanded.handIns, roster);
  const unfolded = await unfoldAll(expanded.handIns, workFolder);
  const attempts = attributed.flatMap((each) => toAttempt(each, unfolded, course, roster) ?? []);
  const groups = Map.groupBy(attempts, ({ submission: { student, lab } }) => JSON.stringify([student, lab]));
  const chosen = [...groups.values()].flatMap((group) => chooseAttempts(group, ruleOf(group, course)));
  return {
    submissions: chosen.sort(byStudentAndLab(labIds)),
    notes: [...faulty.notes, ...expanded.notes, ...notes],
    strangers: [...layout.strangers, ...expanded.strangers],
  };
}

/** By name, and the labs of each in the order of the course. */
function byStudentAndLab(labIds: readonly string[]) {
  const byName = new Intl.Collator('en', { numeric: true });
  return (a: Submission, b: Submission) =>
    byName.compare(a.student, b.student) || labIds.indexOf(a.lab) - labIds.indexOf(b.lab);
}

function isOfPlatform({ kind }: Layout): boolean {
  return kind !== 'a folder of submissions';
}

function ruleOf([first]: readonly Attempt[], course: Course | undefined): 'latest' | 'best' {
  const settings = first && course?.settings.labs[first.submission.lab];
  return settings?.attempts ?? course?.settings.attempts ?? 'latest';
}

/** Hand-ins that are unpacked side by side: mostly they wait for the disk. */
const atOnce = 8;

type Outcome = Unfolded | { readonly fault: string };

async function unfoldAll(
  handIns: readonly HandIn[],
  workFolder: string,
): Promise<ReadonlyMap<HandIn, Outcome>> {
  const outcomes = new Map<HandIn, Outcome>();
  const queue = new PQueue({ concurrency: atOnce });
  const tasks = handIns.map((handIn, index) => async () => {
    const stage = path.join(workFolder, `${index + 1}`);
    const { fault } = handIn;
    outcomes.set(handIn, fault === undefined ? await tryUnfold(handIn, stage) : { fault });
  });
  await queue.addAll(tasks);
  return outcomes;
}

async function tryUnfold({ files }: HandIn, stage: string): Promise<Outcome> {
  try {
    return await unfold(files, stage);
  } catch (error) {
    if (error instanceof GradeError) return { fault: error.message };
    throw error;
  }
}

function toAttempt(
  { handIn, student }: Attributed,
  unfolded: ReadonlyMap<HandIn, Outcome>,
  course: Course | undefined,
  roster: Roster | undefined,
): Attempt | undefined {
  const outcome = unfolded.get(handIn);
  const { lab } = handIn;
  if (outcome === undefined || lab === undefined) return undefined;
  const leftOut = 'folder' in outcome ? outcome.leftOut : [];
  const { facts, isRefused } = factsOf({ handIn, student, lab, leftOut, course, roster });
  const unusableBecause =
    'fault' in outcome ? outcome.fault : isRefused ? tooLate(facts.lateDays) : undefined;
  const location = 'folder' in outcome ? outcome.folder : (handIn.files[0]?.path ?? '');
  const submission = {
    student,
    lab,
    location,
    facts,
    ...(unusableBecause !== undefined && { unusableBecause }),
  };
  return { submission, number: handIn.attempt, isRefused };
}

function tooLate(lateDays = 1): string {
  return `It was handed in ${lateDays} ${lateDays === 1 ? 'day' : 'days'} late, and the course takes nothing so late.`;
}
