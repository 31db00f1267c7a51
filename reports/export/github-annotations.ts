import type { LabRun } from '../schema.ts';
import { clipText } from '../text/clip-text.ts';
import { formatCount } from '../text/format.ts';
import { visibleLine } from '../text/visible-text.ts';
import { commandMessage, commandProperty } from './github-escape.ts';
import { type Item, shownItems } from './item.ts';
import { notGraded } from './summary.ts';

/** GitHub shows ten annotations of one kind for a step; one may say how many more there are. */
const shownPerKind = { error: 10, warning: 10, notice: 8 };

type Level = keyof typeof shownPerKind;

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  /** What it cost, the dearest first. */
  readonly lost: number;
}

/**
 * Commands that annotate a run, as many as are shown: an error for a check that cost points, a notice for a bonus that
 * was not earned, a warning for what could not be graded.
 */
export function githubAnnotations(labRuns: readonly LabRun[]): string[] {
  const all = labRuns.flatMap((labRun) => (labRun.gradable ? failures(labRun) : [ungraded(labRun)]));
  return [
    ...shown(all, 'error', 'failed check'),
    ...shown(all, 'warning', 'submission without a score', 'submissions without a score'),
    ...shown(all, 'notice', 'bonus not earned', 'bonuses not earned'),
  ];
}

function failures(labRun: LabRun): Annotation[] {
  const costly = shownItems(labRun).filter(({ status, kind }) => status === 'failed' && kind !== 'robust');
  return costly.map((item) => ({
    level: item.kind === 'extension' ? 'notice' : 'error',
    title: `${nameOf(labRun)}: ${item.title}`,
    message: messageOf(item),
    lost: item.possible - item.points,
  }));
}

function ungraded(labRun: LabRun): Annotation {
  return { level: 'warning', title: nameOf(labRun), message: notGraded(labRun), lost: 0 };
}

function nameOf({ student, labTitle }: LabRun): string {
  return `${clipText(student, 60)}, ${labTitle}`;
}

/** GitHub takes 64 KB. */
function messageOf({ text, title }: Item): string {
  return clipText(text === '' ? title : text, 2_000);
}

function shown(all: readonly Annotation[], level: Level, noun: string, plural?: string): string[] {
  const those = all.filter((each) => each.level === level).toSorted((a, b) => b.lost - a.lost);
  const most = shownPerKind[level];
  const commands = those.slice(0, most).map(toCommand);
  if (those.length <= most) return commands;
  const more = formatCount(those.length - most, `more ${noun}`, plural && `more ${plural}`);
  return [...commands, `::notice::${more}; the report has all.`];
}

/** GitHub takes 255 characters for a title. */
function toCommand({ level, title, message }: Annotation): string {
  const safeTitle = commandProperty(clipText(visibleLine(title), 200));
  return `::${level} title=${safeTitle}::${commandMessage(message)}`;
}
