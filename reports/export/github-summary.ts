import { fullTotal, type StudentRow, studentRows } from '../class-summary.ts';
import type { LabRun, LabSummary, Results } from '../schema.ts';
import { clipText } from '../text/clip-text.ts';
import { formatCount, formatPoints } from '../text/format.ts';
import { visibleLine } from '../text/visible-text.ts';
import { markdownCode, markdownText } from './github-escape.ts';
import { type Item, shownItems } from './item.ts';
import { notGraded, summaryLines } from './summary.ts';

/** GitHub drops a whole summary above 1,024 KiB; a little is left for what others write. */
const maxBytes = 1_000 * 1024;
/** More details than this are for the report, not for a page that is skimmed. */
const detailedRuns = 20;

/**
 * Markdown for `$GITHUB_STEP_SUMMARY`: the scores, and for a few submissions what failed. Never above 1,024 KiB.
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
 */
export function toGithubSummary(results: Results): string {
  const { labRuns, run } = results;
  const [only] = labRuns;
  const head = only && labRuns.length === 1 ? oneRun(only) : classTable(results);
  const details =
    labRuns.length <= detailedRuns ? labRuns.flatMap((labRun) => failures(labRun, labRuns.length > 1)) : [];
  const foot = `Seed ${markdownText(run.seed)}, ${markdownText(run.runtime)} runtime.`;
  return withinLimit([...head, '', ...details, ...notes(results), '', foot, '']);
}

/** As many lines as fit, in bytes of UTF-8. */
function withinLimit(blocks: readonly string[]): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const [index, block] of blocks.entries()) {
    bytes += Buffer.byteLength(block) + 1;
    if (bytes > maxBytes) {
      kept.push('', `${formatCount(blocks.length - index, 'more line')} left out; the report has all.`, '');
      break;
    }
    kept.push(block);
  }
  return kept.join('\n');
}

function oneRun(labRun: LabRun): string[] {
  const title = `## ${markdownText(visibleLine(labRun.labTitle))}`;
  const [score = '', ...more] = summaryLines(labRun).map(markdownText);
  return [title, '', `**${score}**`, '', ...more.map((line) => `- ${line}`)];
}

function classTable(results: Results): string[] {
  const { labs } = results;
  const full = fullTotal(results);
  const head = ['Student', ...labs.map(({ title }) => title), `Total of ${formatPoints(full)}`].map(
    markdownText,
  );
  const align = ['---', ...labs.map(() => '---:'), '---:'];
  const rows = studentRows(results).map((row) => line(studentCells(row, labs, full)));
  return ['## Scores', '', line(head), line(align), ...rows];
}

function studentCells(row: StudentRow, labs: readonly LabSummary[], full: number): string[] {
  const total = row.isGraded ? points(row, full) : '–';
  const cells = labs.map((lab) => {
    const labRun = row.labRuns.get(lab.id);
    if (row.pending.has(lab.id)) return 'to come';
    if (labRun === undefined) return '–';
    return labRun.gradable ? points(labRun.score, labRun.score.possible) : 'not graded';
  });
  const name = markdownText(visibleLine(clipText(row.student, 100)));
  return [name, ...cells.map(markdownText), markdownText(row.isIncomplete ? `${total}*` : total)];
}

function points(score: { points: number; possible: number; bonus: number }, full: number): string {
  const of = score.possible === full ? '' : ` of ${formatPoints(score.possible)}`;
  return `${formatPoints(score.points)}${of}${score.bonus > 0 ? ` +${formatPoints(score.bonus)}` : ''}`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What failed, to be unfolded. What waits for it is counted. */
function failures(labRun: LabRun, isNamed: boolean): string[] {
  const items = shownItems(labRun, 2_000);
  const failed = items.filter(({ status }) => status === 'failed' || status === 'errored');
  const waiting = items.filter(({ status }) => status === 'blocked').length;
  if (failed.length === 0 || !labRun.gradable) return [];
  const title = `### ${markdownText(visibleLine(`${clipText(labRun.student, 100)}, ${labRun.labTitle}`))}`;
  const more =
    waiting > 0 ? [`${formatCount(waiting, 'more check')} not tried, as they need these.`, ''] : [];
  return [...(isNamed ? [title, ''] : []), ...failed.flatMap(failure), ...more];
}

function failure({ title, possible, points: earned, text, id, kind, status }: Item): string[] {
  const lost =
    possible > earned ? ` (−${formatPoints(possible - earned)}${kind === 'extension' ? ' bonus' : ''})` : '';
  const head = `${status === 'errored' ? 'not judged: ' : ''}${visibleLine(title)}${lost}`;
  const summary = `<summary>${markdownText(head)} <code>${markdownText(id)}</code></summary>`;
  return ['<details>', summary, '', markdownCode(text), '', '</details>', ''];
}

function notes({ labRuns, run }: Results): string[] {
  const ungradable = labRuns.length === 1 ? [] : labRuns.filter(({ gradable }) => !gradable);
  const lines = ungradable.map(
    (labRun) =>
      `- ${markdownText(visibleLine(`${clipText(labRun.student, 100)}, ${labRun.labTitle}: ${notGraded(labRun)}`))}`,
  );
  return [...lines, ...run.notes.map((note) => `- ${markdownText(visibleLine(clipText(note, 1_000)))}`)];
}
