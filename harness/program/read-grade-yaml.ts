import type { GradeYamlResult } from './parse-grade-yaml.ts';
import { readText } from './project.ts';

/** Reads `grade.yaml` (or `grade.yml`) of a folder. What is wrong with it comes as one sentence with file, line and key. */
export async function readGradeYaml(folder: string): Promise<GradeYamlResult | { readonly kind: 'absent' }> {
  for (const name of ['grade.yaml', 'grade.yml']) {
    const text = await readText(folder, name);
    if (text.trim() === '') continue;
    // Loaded where there is one: few submissions have it.
    const { parseGradeYaml } = await import('./parse-grade-yaml.ts');
    return parseGradeYaml(text, name);
  }
  return { kind: 'absent' };
}
