import { drawLadder } from '../picture/draw-ladder.ts';
import { ladderShapes } from '../picture/ladder-svg.ts';
import type { LabRun, Results } from '../schema.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { notJudgedList, passedList } from './check-lists.ts';
import { html, type Markup } from './markup.ts';
import { mendList } from './mend-list.ts';
import { renderPage } from './page.ts';
import { programSection } from './program-section.ts';
import { pageFooter, runFacts } from './run-facts.ts';
import { failedIn, scenarioSection } from './scenario-section.ts';
import { isWhole, scoreHeader } from './score-header.ts';
import type { SubmissionView } from './submission-view.ts';

export interface SubmissionPlace {
  /** From this page to the folder of `results.json`; the default is `../../`. */
  readonly root?: string;
  /** No class around it: no way back to one. */
  readonly isAlone?: boolean;
}

/** The page of one student and lab, a whole HTML document. `transcripts` is keyed by the scenario's id. */
export function renderSubmission(
  results: Results,
  labRun: LabRun,
  transcripts: ReadonlyMap<string, TranscriptFile>,
  { root = '../../', isAlone = false }: SubmissionPlace = {},
): string {
  const lab = results.labs.find(({ id }) => id === labRun.lab);
  const pictures = new Map(
    [...transcripts].map(([id, file]) => [id, drawLadder(file, failedIn(id, labRun))]),
  );
  const view: SubmissionView = { results, labRun, lab, transcripts, pictures, root };
  return renderPage({
    title: `${labRun.labTitle}: ${labRun.student}`,
    trail: trail(labRun, root, isAlone),
    content: content(view),
    footer: pageFooter(results.run),
  });
}

function trail({ student, labTitle }: LabRun, root: string, isAlone: boolean): Markup {
  if (isAlone) return html` <span>${labTitle}</span>`;
  return html` <a href="${root}index.html" data-inside>Class</a> <span>${student}</span> <span aria-current="page">${labTitle}</span>`;
}

function content(view: SubmissionView): Markup {
  const { labRun, results, pictures } = view;
  const isClean =
    labRun.gradable && isWhole(labRun) && labRun.verdicts.every(({ status }) => status === 'passed');
  return html`${scoreHeader(labRun)}
${isClean && html`<p class="clean">Every check passed. There is nothing to mend.</p>`}
${pictures.size > 0 && ladderShapes()}
${mendList(view)}
${notJudgedList(view)}
${passedList(view)}
${programSection(view)}
${scenarioSection(view)}
<section aria-labelledby="run"><h2 id="run">The run</h2>${runFacts(results.run)}</section>`;
}
