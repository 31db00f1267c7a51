import { randomUUID } from 'node:crypto';
import type { Exported } from '../../reports/export/export-file.ts';
import type { Results } from '../../reports/schema.ts';

/** As commander gives them. */
export interface ExportOptions {
  readonly out?: string;
  readonly bonus?: boolean;
  readonly template?: string;
  readonly assignment: readonly string[];
}

type Exporter = (results: Results, options: ExportOptions) => Promise<Exported>;

/** By the name of the format. Each is loaded when it is asked for. */
export const exporters: Readonly<Record<string, Exporter>> = {
  junit: async (results) => (await import('../../reports/export/junit.ts')).exportJunit(results),
  gradescope: async (results, { bonus = false }) =>
    (await import('../../reports/export/gradescope.ts')).exportGradescope(results, bonus),
  classroom50: async (results, { bonus = false }) => {
    const { exportClassroom50 } = await import('../../reports/export/classroom50.ts');
    const { classroom50Submission } = await import('./export-classroom50.ts');
    return exportClassroom50(results, classroom50Submission(results, process.env), bonus);
  },
  canvas: async (results, options) => (await import('./export-canvas.ts')).fillCanvas(results, options),
  csv: async (results, { bonus = false }) =>
    (await import('../../reports/export/csv.ts')).exportCsv(results, bonus),
  github: async (results) =>
    (await import('../../reports/export/github.ts')).exportGithub(results, randomUUID()),
  autolab: async (results, { bonus = false }) =>
    (await import('../../reports/export/autolab.ts')).exportAutolab(results, bonus),
  prairielearn: async (results, { bonus = false }) =>
    (await import('../../reports/export/prairielearn.ts')).exportPrairieLearn(results, bonus),
  ags: async (results, { bonus = false }) =>
    (await import('../../reports/export/ags.ts')).exportAgs(results, bonus),
};
