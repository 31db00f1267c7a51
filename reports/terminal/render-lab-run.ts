import { type Cause, findCauses, findStranded, isGraded } from '../causes.ts';
import { costlyParts, describeOthers, lossOf, missingPartHint, namesOf } from '../missing-parts.ts';
import type { LabRun, ProgramSummary, Verdict } from '../schema.ts';
import { describeAdjustments, describeHidden } from '../score-notes.ts';
import { kindWords, statusMarks } from '../status-words.ts';
import { clipLines, clipText } from '../text/clip-text.ts';
import { formatCount, formatLoss, formatPoints } from '../text/format.ts';
import { languageName } from '../text/language-name.ts';
import { visibleLine, visibleText } from '../text/visible-text.ts';
import { type Ink, makeInk, statusFormats, type TerminalOptions } from './ink.ts';
import { wrapText } from './wrap-text.ts';

/** So few passed checks are worth a line each. */
const namedPassed = 5;

export interface LabRunTerminalOptions extends TerminalOptions {
  /** Also why each command was chosen. */
  readonly verbose: boolean;
  /** Where the report was written, as the user would open it; the line is left out when absent. */
  readonly reportPath?: string;
}

/** One lab run for a terminal: what to mend first, then what else there is, and the score beside the prompt. */
export function renderLabRun(labRun: LabRun, options: LabRunTerminalOptions): string {
  const ink = makeInk(options);
  const causes = findCauses(labRun.verdicts);
  const [graded, robust] = [causes.filter(isGraded), causes.filter((cause) => !isGraded(cause))];
  const parts = [
    `${ink('bold', labRun.labTitle)}  ${ink('dim', visibleLine(clipText(labRun.student, 60)))}`,
    labRun.programs.map((each) => program(each, ink, options)).join('\n'),
    graded.length + costlyParts(labRun).length > 1 ? ink('bold', 'What to mend first') : '',
    missing(labRun, ink),
    ...graded.map((cause) => renderCause(cause, ink, options)),
    withoutPoints(robust, ink, options),
    notJudged(labRun, ink, options.width),
    ...labRun.findings.map(({ title, detail }) => remark(title, detail, ink, options.width)),
    passed(labRun, ink, options),
    score(labRun, ink, options.width),
    options.reportPath === undefined ? '' : `Report: ${ink('bold', options.reportPath)}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** How it was started, and why so. What the compiler said stands with the check that it failed. */
function program(summary: ProgramSummary, ink: Ink, { verbose, width }: LabRunTerminalOptions): string {
  const { command, why, language, notes, missingTool } = summary;
  const reason = verbose ? [why, ...notes].join('\n') : (why.split('; ')[0] ?? '');
  const lines = [
    `${ink('dim', '$')} ${visibleLine(clipText(command, 300))}`,
    ink(
      'dim',
      wrapText(`${languageName(language)}; ${clipText(reason, verbose ? 2_000 : 200)}`, width, '  '),
    ),
  ];
  if (missingTool) lines.push(ink('yellow', `  ${visibleLine(missingTool)} is not on this machine.`));
  return lines.join('\n');
}

function missing(labRun: LabRun, ink: Ink): string {
  const parts = costlyParts(labRun);
  if (parts.length === 0) return '';
  return [
    `${ink('red', `${statusMarks.failed} No ${namesOf(parts)} was found`)}  ${ink('red', lossOf(parts))}`,
    ink('cyan', `    ${missingPartHint}`),
  ].join('\n');
}

function renderCause(cause: Cause, ink: Ink, options: LabRunTerminalOptions): string {
  const { verdict, alike, blocked, stake } = cause;
  return [
    verdictLine(verdict, ink, formatLoss(stake)),
    ...details(verdict, ink, options.width),
    ...alike.map((each) => `    ${ink('dim', 'the same mending:')} ${verdictLine(each, ink, '')}`),
    ...held(blocked, ink, options),
  ].join('\n');
}

function held(blocked: readonly Verdict[], ink: Ink, { verbose }: LabRunTerminalOptions): string[] {
  if (blocked.length === 0) return [];
  if (verbose) return blocked.map((each) => `    ${verdictLine(each, ink, '')}`);
  const [words, verb] = [formatCount(blocked.length, 'more check'), blocked.length === 1 ? 'waits' : 'wait'];
  return [ink('gray', `    ${statusMarks.blocked} ${words} ${verb} for this one`)];
}

/** A line each: the report has the rest. */
function withoutPoints(causes: readonly Cause[], ink: Ink, options: LabRunTerminalOptions): string {
  if (causes.length === 0) return '';
  const head = ink('bold', `Robustness, without points`);
  if (options.verbose) return [head, ...causes.map((cause) => renderCause(cause, ink, options))].join('\n\n');
  const lines = causes.flatMap(({ verdict, alike, blocked }) =>
    [verdict, ...alike, ...blocked].map((each) => verdictLine(each, ink, '')),
  );
  return [head, ...lines].join('\n');
}

function notJudged({ verdicts, ungradableBecause }: LabRun, ink: Ink, width: number): string {
  const open = verdicts.filter(({ status }) => status === 'inconclusive' || status === 'errored');
  // What makes all ungradable is said beside the score.
  const roots = open.filter(
    ({ blockedBy, reason }) => !blockedBy && (!reason || reason !== ungradableBecause),
  );
  const waiting = open.filter(({ blockedBy }) => blockedBy).length + findStranded(verdicts).length;
  const byReason = Map.groupBy(roots, ({ reason }) => reason ?? '');
  const groups = [...byReason].map(([reason, [first, ...others]]) =>
    [
      first && verdictLine(first, ink, ''),
      others.length > 0 && `    and ${formatCount(others.length, 'more check')}`,
      reason !== '' && ink('yellow', wrapText(clipText(reason, 600), width, '    ')),
    ]
      .filter(Boolean)
      .join('\n'),
  );
  const tail =
    waiting > 0 ? [ink('gray', `${formatCount(waiting, 'check')} waiting for what was not judged`)] : [];
  return [...groups, ...tail].join('\n');
}

/** Few are named, many are counted. */
function passed(labRun: LabRun, ink: Ink, { verbose }: LabRunTerminalOptions): string {
  const { verdicts } = labRun;
  const good = verdicts.filter(({ status }) => status === 'passed');
  if (good.length === 0) return '';
  if (verbose || good.length <= namedPassed) return good.map((each) => verdictLine(each, ink, '')).join('\n');
  const words =
    good.length === verdicts.length && costlyParts(labRun).length === 0 && labRun.hidden === undefined
      ? `All ${good.length} checks passed`
      : `${good.length} checks passed`;
  return `${ink('green', `${statusMarks.passed} ${words}`)}${ink('dim', '; --verbose names them')}`;
}

function verdictLine({ status, title, check, kind }: Verdict, ink: Ink, remark: string): string {
  const mark = ink(statusFormats[status], statusMarks[status]);
  const word = status === 'passed' ? '' : ` ${ink(statusFormats[status], status)}`;
  const tail = [kind === 'core' ? '' : kindWords[kind], check].filter(Boolean).join(', ');
  return `${mark}${word} ${visibleText(title)} ${ink('dim', tail)}${remark && `  ${ink(statusFormats[status], remark)}`}`;
}

function details(verdict: Verdict, ink: Ink, width: number): string[] {
  const { expected, actual, hint, reproduce, reproduceNote } = verdict;
  const field = (name: string, text: string | undefined) => {
    if (text === undefined) return [];
    const lines = clipLines(text.split('\n'), 12, 300);
    return [`    ${ink('dim', name.padEnd(9))} ${visibleText(lines.join(`\n${' '.repeat(14)}`))}`];
  };
  return [
    ...field('expected', expected),
    ...field('got', actual),
    ...(hint === undefined ? [] : [ink('cyan', wrapText(clipText(hint, 1_000), width, '    '))]),
    ...(reproduce === undefined ? [] : [`    ${ink('dim', '$')} ${command(reproduce)}`]),
    ...(reproduceNote === undefined
      ? []
      : [ink('dim', wrapText(visibleText(clipText(reproduceNote, 1_000)), width, '      '))]),
  ];
}

/** To paste as it stands: its lines are neither wrapped nor marked. */
function command(text: string): string {
  return visibleText(clipLines(text.split('\n'), 20, 1_000).join('\n      '));
}

function remark(title: string, detail: string | undefined, ink: Ink, width: number): string {
  const text = [title, detail].filter(Boolean).join(': ');
  return `${ink('yellow', 'Remark')}\n${visibleText(wrapText(clipText(text, 600), width, '  '))}`;
}

function score(labRun: LabRun, ink: Ink, width: number): string {
  const { gradable, ungradableBecause } = labRun;
  const { points, possible, bonus, bonusPossible } = labRun.score;
  if (!gradable) {
    const reason = wrapText(
      clipText(ungradableBecause ?? 'The reason was not recorded.', 1_000),
      width,
      '  ',
    );
    return `${ink('yellow', 'Not graded (this is not a zero):')}\n${visibleText(reason)}`;
  }
  const line = `${formatPoints(points)} of ${formatPoints(possible)} points`;

  const extra = bonusPossible > 0 ? `, ${formatPoints(bonus)} of ${formatPoints(bonusPossible)} bonus` : '';
  const notes = [...describeAdjustments(labRun.score), describeHidden(labRun), describeOthers(labRun)];
  const note = notes
    .filter((each) => each !== undefined)
    .map((each) => `\n${ink('dim', wrapText(each, width, ''))}`)
    .join('');
  return ink(points >= possible ? ['bold', 'green'] : 'bold', line + extra) + note;
}
