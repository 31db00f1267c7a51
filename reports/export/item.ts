import { costlyParts, missingPartHint } from '../missing-parts.ts';
import type { Kind, LabRun, MissingPart, Status, Verdict, Visibility } from '../schema.ts';
import { feedbackOf } from './feedback.ts';

/** One line of a list of tests, as all formats have it: a verdict, or a part that nobody could find. */
export interface Item {
  /** `proxy/relays-body`; `udp-pinger/server` for a missing part. */
  readonly id: string;
  readonly title: string;
  readonly part: string;
  readonly kind: Kind;
  readonly status: Status;
  readonly points: number;
  readonly possible: number;
  readonly visibility: Visibility;
  /** What a student may read of it besides the title and how it came out; empty where there is nothing to say. */
  readonly text: string;
}

/** @param maxLength of each field of the text, in characters */
export function itemsOf(labRun: LabRun, maxLength?: number): Item[] {
  const missing = costlyParts(labRun).map((part) => toMissingItem(labRun, part));
  return [...missing, ...labRun.verdicts.map((verdict) => toItem(verdict, labRun, maxLength))];
}

/** Those that a student may know of. */
export function shownItems(labRun: LabRun, maxLength?: number): Item[] {
  return itemsOf(labRun, maxLength).filter(({ visibility }) => visibility !== 'nothing');
}

/** Some checks are kept from the student, so that nobody may say that all has passed. */
export function hidesChecks({ verdicts, hidden }: Pick<LabRun, 'verdicts' | 'hidden'>): boolean {
  return hidden !== undefined || verdicts.some(({ visibility }) => visibility === 'nothing');
}

/** The text is made when it is read: tables have no use for it. */
function toItem(verdict: Verdict, labRun: LabRun, maxLength?: number): Item {
  const { check, title, part, kind, status, points, possible, visibility = 'all' } = verdict;
  return {
    ...{ id: check, title, part, kind, status, points, possible, visibility },
    get text() {
      return feedbackOf(verdict, labRun, maxLength);
    },
  };
}

function toMissingItem({ lab }: LabRun, { part, title, points }: MissingPart): Item {
  return {
    id: `${lab}/${part}`,
    title: `${title}: no such program was found`,
    part,
    kind: 'core',
    status: 'failed',
    points: 0,
    possible: points,
    visibility: 'all',
    text: missingPartHint,
  };
}
