import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ZodError } from 'zod';
import { GradeError } from '../../harness/runtime/errors.ts';
import type { Results } from '../../reports/schema.ts';
import { unreadable } from '../course/submission.ts';

/**
 * The result of an earlier run.
 * @param location a `results.json`, or the folder of a report
 * @throws GradeError with one sentence when there is none, or it is something else
 */
export async function readResults(location: string): Promise<Results> {
  // Loaded here, as commands that read no result do without the library behind it.
  const { parseResults, resultsSchemaName } = await import('../../reports/schema.ts');
  try {
    const isFolder = (await stat(location)).isDirectory();
    const file = isFolder ? path.join(location, 'results.json') : location;
    return parseResults(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw notOurs(location, `it is no JSON (${error.message})`);
    if (isOffSchema(error)) throw notOurs(location, describe(error, resultsSchemaName));
    throw unreadable(location, error);
  }
}

function notOurs(location: string, why: string): GradeError {
  return new GradeError(
    'no-results',
    `${location} is no result of a run: ${why}. It should be the results.json in the folder of a report.`,
  );
}

function isOffSchema(error: unknown): error is ZodError {
  return error instanceof Error && error.name === 'ZodError';
}

function describe({ issues: [issue] }: ZodError, schemaName: string): string {
  const field = issue?.path.join('.') ?? '';
  if (field === 'schema') return `its schema is not ${schemaName}; another version of grade may have made it`;
  if (field === '') return `it is no document of the schema ${schemaName}`;
  return `its field ${field} is wrong (${issue?.message})`;
}
