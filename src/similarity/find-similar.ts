import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import type { Submission } from '../course/submission.ts';
import { type Candidate, comparePrograms } from './compare-programs.ts';
import type { Dolos } from './dolos.ts';
import { type ProgramText, programTexts } from './program-text.ts';
import type { SimilarInLab } from './similar-programs.ts';

export interface SimilarRequest {
  readonly lab: { readonly id: string; readonly title: string };
  /** Of this lab. */
  readonly submissions: readonly Submission[];
  /** Of this lab, in earlier classes. */
  readonly earlier: readonly Submission[];
  /** From 0 to 1. */
  readonly atLeast: number;
}

/** Pairs of programs of a lab that are alike, the most similar first. */
export async function findSimilar(
  dolos: Dolos,
  { lab, submissions, earlier, atLeast }: SimilarRequest,
): Promise<SimilarInLab> {
  const notes: string[] = [];
  const candidates = [
    ...(await candidatesOf(submissions, 'this', notes)),
    ...(await candidatesOf(earlier, 'earlier', notes)),
  ];
  const handedOut = await startersOf(lab.id);
  const pairs = [];
  for (const [grammar, group] of Map.groupBy(candidates, ({ program }) => program.grammar)) {
    const compared = await comparePrograms(dolos, {
      candidates: group,
      handedOut: handedOut.filter((program) => program.grammar === grammar),
      atLeast,
    });
    pairs.push(...compared.pairs);
    notes.push(...compared.notes);
  }
  pairs.sort((a, b) => b.similarity - a.similarity);
  const { id, title } = lab;
  return { lab: id, title, programs: submissions.length, earlier: earlier.length, pairs, notes };
}

async function candidatesOf(
  submissions: readonly Submission[],
  from: Candidate['from'],
  notes: string[],
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const { student, person, location } of submissions) {
    const programs = await programTexts(location).catch(() => []);
    if (programs.length === 0)
      notes.push(`${student}: nothing in a known language was found, or it is too long.`);
    candidates.push(...programs.map((program) => ({ student: person ?? student, from, program })));
  }
  return candidates;
}

/** What the lab hands out to begin with, in each language. */
async function startersOf(lab: string): Promise<ProgramText[]> {
  const folder = path.join(appFolder, 'labs', lab, 'starter');
  if (!existsSync(folder)) return [];
  const languages = await readdir(folder);
  return (await Promise.all(languages.map((each) => programTexts(path.join(folder, each))))).flat();
}
