import { findCauses, findStranded } from '../causes.ts';
import type { LabRun, ProgramSummary, Verdict } from '../schema.ts';
import { kindWords, statusMarks } from '../status-words.ts';
import { clipLines, clipText } from '../text/clip-text.ts';
import { formatLoss, formatPoints } from '../text/format.ts';
import { visibleLine, visibleText } from '../text/visible-text.ts';
import { type Ink, makeInk, statusFormats, type TerminalOptions } from './ink.ts';
import { wrapText } from './wrap-text.ts';

export interface LabRunTerminalOptions extends TerminalOptions {
  /** Also why each command was chosen. */
  readonly verbose: boolean;
  /** Where the report was written, as the user would open it; the line is left out when absent. */
  readonly reportPath?: string;
}

/** The verdicts of one lab run for a terminal, the most worthwhile to mend last, next to the prompt. */
export function renderLabRun(labRun: LabRun, options: LabRunTerminalOptions): string {
  const ink = makeInk(options);
  const causes = findCauses(labRun.verdicts);
  const failures = causes
    .toReversed()
    .map(({ verdict, blocked, stake }) =>
      [
        verdictLine(verdict, ink, formatLoss(stake)),
        ...details(verdict, ink, options.width),
        ...blocked.map((each) => `    ${verdictLine(each, ink, '')}`),
      ].join('\n'),
    );
  const parts = [
    `${ink('bold', labRun.labTitle)}  ${ink('dim', visibleLine(clipText(labRun.student, 60)))}`,
    labRun.programs.map((each) => program(each, ink, options)).join('\n'),
    calm(labRun.verdicts, ink),
    ...failures,
    ...labRun.findings.map(({ title, detail }) => remark(title, detail, ink, options.width)),
    score(labRun, ink, options.width),
    options.reportPath === undefined ? '' : `Report: ${ink('bold', options.reportPath)}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function program(summary: ProgramSummary, ink: Ink, { verbose, width }: LabRunTerminalOptions): string {
  const { command, why, language, notes, build, missingTool } = summary;
  const lines = [
    `${ink('dim', '$')} ${visibleLine(clipText(command, 300))}  ${ink('dim', visibleLine(language))}`,
  ];
  if (verbose) lines.push(ink('dim', wrapText([why, ...notes].join('\n'), width, '  ')));
  if (missingTool) lines.push(ink('yellow', `  ${visibleLine(missingTool)} is not on this machine.`));
  if (build && build.status !== 'ok') {
    const words = clipLines(build.output.trimEnd().split('\n'), 40, 300).map((line) => `  ${line}`);
    lines.push(
      ink('red', `  The build failed: ${visibleLine(build.command)}`),
      visibleText(words.join('\n')),
    );
  }
  return lines.join('\n');
}

/** All that needs no more than a line. */
function calm(verdicts: readonly Verdict[], ink: Ink): string {
  const stranded = new Set(findStranded(verdicts));
  const lines = verdicts
    .filter((each) => (each.status !== 'failed' && each.status !== 'blocked') || stranded.has(each))
    .map((each) => {
      const reason = each.reason ?? (each.blockedBy && `waits for ${each.blockedBy}`);
      return verdictLine(each, ink, each.status === 'passed' ? '' : (reason ?? ''));
    });
  return lines.join('\n');
}

function verdictLine({ status, title, check, kind }: Verdict, ink: Ink, remark: string): string {
  const mark = ink(statusFormats[status], statusMarks[status]);
  const word = status === 'passed' ? '' : ` ${ink(statusFormats[status], status)}`;
  const tail = [kind === 'core' ? '' : kindWords[kind], check].filter(Boolean).join(', ');
  return `${mark}${word} ${visibleText(title)} ${ink('dim', tail)}${remark && `  ${ink(statusFormats[status], remark)}`}`;
}

function details({ expected, actual, hint, reproduce }: Verdict, ink: Ink, width: number): string[] {
  const field = (name: string, text: string | undefined) => {
    if (text === undefined) return [];
    const lines = clipLines(text.split('\n'), 12, 300);
    return [`    ${ink('dim', name.padEnd(9))} ${visibleText(lines.join(`\n${' '.repeat(14)}`))}`];
  };
  return [
    ...field('expected', expected),
    ...field('got', actual),
    ...(hint === undefined ? [] : [ink('cyan', wrapText(clipText(hint, 1_000), width, '    '))]),
    ...(reproduce === undefined ? [] : [`    ${ink('dim', '$')} ${visibleText(clipText(reproduce, 400))}`]),
  ];
}

function remark(title: string, detail: string | undefined, ink: Ink, width: number): string {
  const text = [title, detail].filter(Boolean).join(': ');
  return `${ink('yellow', 'Remark')}\n${visibleText(wrapText(clipText(text, 600), width, '  '))}`;
}

function score(
  { gradable, ungradableBecause, score: { points, possible, bonus, bonusPossible } }: LabRun,
  ink: Ink,
  width: number,
): string {
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
  return ink(points >= possible ? ['bold', 'green'] : 'bold', line + extra);
}
