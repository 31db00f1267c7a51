import { labRunFolder } from '../report-paths.ts';
import { html, type Markup } from './markup.ts';

/** From the page of the class to that of a submission: `ada, Web server`. */
export function submissionLink(
  labRun: { readonly student: string; readonly lab: string; readonly labTitle: string },
  anchor?: string,
): Markup {
  const { student, labTitle } = labRun;
  return html`<a data-inside href="${labRunFolder(labRun)}/index.html${anchor && `#${anchor}`}">${student}, ${labTitle}</a>`;
}
