import { isTestFile, readProject, type SourceFile } from '../../harness/program/project.ts';
import type { Grammar } from './dolos.ts';

/** All that one student wrote for one lab in one language, as one text. */
export interface ProgramText {
  readonly grammar: Grammar;
  readonly text: string;
  /** Where each file begins in the text. */
  readonly files: readonly { readonly path: string; readonly row: number }[];
}

const grammars: readonly (readonly [RegExp, Grammar])[] = [
  [/^\.py[3w]?$/, 'python'],
  [/^\.[mc]?js$/, 'javascript'],
  [/^\.[mc]?ts$/, 'typescript'],
  [/^\.java$/, 'java'],
  [/^\.go$/, 'go'],
  [/^\.(?:c|h|cc|cpp|cxx|hpp|hh)$/, 'cpp'],
];

/** No program of a course is longer; what is would hold up all the others. */
const longestText = 300_000;

/** Reads a submission: one text for each language in it. What is too long is left out. */
export async function programTexts(location: string): Promise<ProgramText[]> {
  const { sources, only } = await readProject(location);
  const own = sources.filter(({ path }) => (only === undefined ? !isTestFile(path) : path === only));
  const byGrammar = Map.groupBy(
    own,
    ({ extension }) => grammars.find(([pattern]) => pattern.test(extension))?.[1],
  );
  return [...byGrammar].flatMap(([grammar, files]) => {
    if (grammar === undefined) return [];
    const joined = join(files);
    return joined.text.length > longestText ? [] : [{ grammar, ...joined }];
  });
}

function join(sources: readonly SourceFile[]): Pick<ProgramText, 'text' | 'files'> {
  const files: { path: string; row: number }[] = [];
  const lines: string[] = [];
  for (const { path, text } of sources) {
    files.push({ path, row: lines.length });
    lines.push(...text.split('\n'));
  }
  return { text: lines.join('\n'), files };
}

/** Some lines of a file, as they stand there. */
export interface Excerpt {
  readonly file: string;
  /** From 1. */
  readonly fromLine: number;
  readonly toLine: number;
  readonly text: string;
}

/** Rows of the joined text as lines of a file. What runs over into the next file is cut. */
export function excerptOf(program: ProgramText, startRow: number, endRow: number): Excerpt {
  const index = program.files.findLastIndex(({ row }) => row <= startRow);
  const { path, row } = program.files[Math.max(0, index)] ?? { path: '', row: 0 };
  const last = Math.min(endRow, (program.files[index + 1]?.row ?? Number.POSITIVE_INFINITY) - 1);
  const text = program.text
    .split('\n')
    .slice(startRow, last + 1)
    .join('\n');
  return { file: path, fromLine: startRow - row + 1, toLine: last - row + 1, text };
}
