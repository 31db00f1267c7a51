import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab, Scenario } from '../../harness/engine/lab.ts';
import { type CheckIds, readCheckIds } from './check-ids.ts';

/** A source file of a lab. */
interface SourceFile {
  /** Relative to the current folder, so that an editor opens it. */
  readonly name: string;
  readonly lines: readonly string[];
}

/** A lab with what stands beside its definition. */
export interface LintedLab {
  readonly lab: Lab;
  readonly folder: string;
  /** The text of `handout.md`; undefined when there is none. */
  readonly handout: string | undefined;
  readonly ids: CheckIds;
  /** What the files in `scenarios/` export, used by a check or not. */
  readonly scenarios: readonly Pick<Scenario, 'id'>[];
  readonly sources: readonly SourceFile[];
}

/** @param folder of the lab, absolute */
export async function readLintedLab(lab: Lab, folder: string): Promise<LintedLab> {
  const names = await readdir(folder, { recursive: true });
  const isOwn = (name: string) => /^(lab|(checks|scenarios|mutants|variants)\/[^/]+)\.ts$/.test(name);
  const files = names.filter((name) => isOwn(name) && !name.endsWith('.test.ts')).toSorted();
  return {
    lab,
    folder,
    handout: await readFile(path.join(folder, 'handout.md'), 'utf8').catch(() => undefined),
    ids: await readCheckIds(folder),
    scenarios: (
      await Promise.all(
        files
          .filter((name) => name.startsWith('scenarios/'))
          .map((name) => scenariosOf(path.join(folder, name))),
      )
    ).flat(),
    sources: await Promise.all(
      files.map(async (name) => ({
        name: path.relative('', path.join(folder, name)),
        lines: (await readFile(path.join(folder, name), 'utf8')).split('\n'),
      })),
    ),
  };
}

async function scenariosOf(file: string): Promise<Pick<Scenario, 'id'>[]> {
  const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href);
  return Object.values(exported).filter(isScenario);
}

function isScenario(value: unknown): value is Pick<Scenario, 'id'> {
  return (
    typeof value === 'object' && value !== null && 'id' in value && 'timeoutMs' in value && 'run' in value
  );
}

/**
 * Where an id stands in the lab's sources: the line that says it, with or without the lab's name, or the lab's
 * definition when it is put together elsewhere.
 */
export function whereIs({ lab, folder, sources }: LintedLab, id: string): string {
  const name = id.startsWith(`${lab.id}/`) ? id.slice(lab.id.length + 1) : id;
  const quoted = new RegExp(`['"\`](${escaped(lab.id)}/)?${escaped(name)}['"\`]`);
  const defines = new RegExp(`\\bid: ${quoted.source}`);
  for (const pattern of [defines, quoted]) {
    for (const { name: file, lines } of sources) {
      const line = lines.findIndex((text) => pattern.test(text));
      if (line >= 0) return `${file}:${line + 1}`;
    }
  }
  return path.relative('', path.join(folder, 'lab.ts'));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
