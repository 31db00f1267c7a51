import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { GradeError } from '../../../harness/runtime/errors.ts';
import type { Person } from '../../../reports/schema.ts';
import { unreadable } from '../submission.ts';
import { type Field, fieldOf, usualNames } from './roster-columns.ts';

type Row = Partial<Record<Field, string>>;

/**
 * Reads a roster: a CSV file with a line of headings, as Canvas, Moodle, Gradescope, GitHub Classroom or a spreadsheet
 * writes it, with commas, semicolons or tabs.
 * @throws GradeError with file and line
 */
export async function readRoster(file: string): Promise<readonly Person[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const shown = path.basename(file);
  const [head = [], ...lines] = parseCsv(text, shown);
  const fields = head.map(fieldOf);
  if (!fields.some((field) => field !== undefined && field !== 'section')) {
    throw new GradeError(
      'roster',
      `${shown}:1: No column of the roster has a name that is known here; usual ones are ${usualNames.join(', ')}.`,
    );
  }
  const people = lines.map((cells, index) => ({ person: toPerson(toRow(fields, cells)), line: index + 2 }));
  return unique(people, shown);
}

function parseCsv(text: string, shown: string): readonly string[][] {
  const [first = ''] = text.split('\n', 1);
  const delimiter = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ',';
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new GradeError(
      'roster',
      `${shown}:${String(error.lines ?? 1)}: The roster is no CSV file (${error.message}).`,
    );
  }
}

function toRow(fields: readonly (Field | undefined)[], cells: readonly string[]): Row {
  const row: Row = {};
  for (const [index, field] of fields.entries()) {
    const cell = cells[index]?.replace(/^'(?=[=+@-])/, '').trim();
    if (field !== undefined && cell) row[field] ??= cell;
  }
  return row;
}

/** Undefined for what is nobody: the line of possible points and the test student of Canvas, an empty line, a teacher. */
function toPerson({ first, last, role, ...row }: Row): Person | undefined {
  const name = row.name ?? ([first, last].filter(Boolean).join(' ') || undefined);
  if (/^points possible$|^student, test$/i.test(name ?? '')) return undefined;
  if (role !== undefined && !/student|learner|^s$/i.test(role)) return undefined;
  const student = row.login ?? row.email?.split('@')[0] ?? name ?? row.id ?? row.sisId;
  return student === undefined ? undefined : { ...row, ...(name !== undefined && { name }), student };
}

function unique(
  people: readonly { readonly person: Person | undefined; readonly line: number }[],
  shown: string,
): Person[] {
  const lines = new Map<string, number>();
  return people.flatMap(({ person, line }) => {
    if (person === undefined) return [];
    const earlier = lines.get(person.student);
    if (earlier !== undefined)
      throw new GradeError(
        'roster',
        `${shown}:${line}: ${person.student} stands on line ${earlier} already.`,
      );
    lines.set(person.student, line);
    return [person];
  });
}
