import { safeName } from './safe-name.ts';

/** `ada/proxy`: where all files of one lab run are, relative to the folder of `results.json`, with `/`. */
export function labRunFolder({ student, lab }: { readonly student: string; readonly lab: string }): string {
  return `${safeName(student)}/${safeName(lab)}`;
}

/** `ada/proxy/cache.json`: where the transcript of one scenario is. */
export function transcriptPath(
  labRun: { readonly student: string; readonly lab: string },
  scenario: string,
): string {
  return `${labRunFolder(labRun)}/${safeName(scenario)}.json`;
}
