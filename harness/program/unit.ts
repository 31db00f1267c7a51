import type { BuildStep, Language } from './types.ts';

/** A set of sources that could be started as one program, before it is known which part of a lab it is. */
export interface Unit {
  readonly language: Language;
  /** Absolute. The project's root, or a folder above it where a C program includes from there. */
  readonly root: string;
  /** Relative to `root`. */
  readonly entry: string;
  /** Relative to `root`. */
  readonly cwd: string;
  /** Every source that belongs to it, the entry first: what arguments, prompts and ports are looked for in. */
  readonly sources: readonly UnitSource[];
  readonly build?: BuildStep;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly needs: readonly string[];
  readonly notes: readonly string[];
  /** How much speaks for this being meant to be started (a `main`), or against (another file imports it). */
  readonly standing: number;
  /** Why it is started like this, for the report: `package.json names it`. */
  readonly reasons: readonly string[];
}

export interface UnitSource {
  readonly path: string;
  readonly text: string;
  readonly code: string;
  readonly bare: string;
  /** That only a part of it was read. */
  readonly note?: string;
}

/** Where builds put what they make, relative to the folder that they run in. The runtime creates it. */
export const buildFolder = '.grade-build';

/** The folder of a posix path, `.` for none. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash === -1 ? '.' : file.slice(0, slash);
}

export function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
