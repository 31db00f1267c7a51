import type { LabRun, Results } from '../schema.ts';
import { visibleLine } from '../text/visible-text.ts';
import type { Exported } from './export-file.ts';
import { githubAnnotations } from './github-annotations.ts';
import { toGithubSummary } from './github-summary.ts';
import { shownItems } from './item.ts';
import { programLines, summaryLines } from './summary.ts';

/**
 * `summary.md` for `$GITHUB_STEP_SUMMARY`, and `commands.txt` to be printed by a step of the workflow.
 * @param token ends the stretch in which GitHub obeys no command: nobody may know it before
 */
export function exportGithub(results: Results, token: string): Exported {
  return {
    files: [
      { path: 'summary.md', content: toGithubSummary(results) },
      { path: 'commands.txt', content: toGithubCommands(results, token) },
    ],
    remarks: [],
    leftOut: [],
  };
}

/**
 * The log of the step: what students wrote stands where GitHub obeys no command, then come annotations.
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function toGithubCommands({ labRuns }: Results, token: string): string {
  return [
    `::stop-commands::${token}`,
    ...labRuns.flatMap(logOf),
    `::${token}::`,
    ...githubAnnotations(labRuns),
    '',
  ].join('\n');
}

function logOf(labRun: LabRun): string[] {
  const failed = labRun.gradable ? shownItems(labRun).filter(({ status }) => status !== 'passed') : [];
  return [
    visibleLine(`${labRun.student}, ${labRun.labTitle}`),
    ...[...summaryLines(labRun), ...programLines(labRun)].map((text) => `  ${text}`),
    ...failed.flatMap(({ status, title, text }) => [
      `  ${status}: ${visibleLine(title)}`,
      ...text.split('\n').map((line) => `    ${line}`),
    ]),
    '',
  ];
}
