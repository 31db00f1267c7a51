import { type CastingContext, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** A cell as it stands in the file, so that what is not changed is written as it was. */
export interface Cell {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** A file of comma- or semicolon-separated values with all that is needed to write it again. */
export interface Table {
  readonly rows: readonly (readonly Cell[])[];
  readonly delimiter: ',' | ';';
  readonly lineEnd: '\n' | '\r\n';
  readonly hasMark: boolean;
}

const mark = '\ufeff';

/** @throws CsvError where quotes are not closed */
export function readTable(content: string): Table {
  const delimiter = semicolons(content) ? ';' : ',';
  const quotes: boolean[] = [];
  const texts = parse(content, {
    bom: true,
    delimiter,
    relax_column_count: true,
    cast: (text: string, { quoting }: CastingContext) => {
      quotes.push(quoting);
      return text;
    },
  });
  const quoted = quotes.values();
  return {
    rows: texts.map((row) => row.map((text) => ({ text, isQuoted: quoted.next().value === true }))),
    delimiter,
    lineEnd: content.includes('\r\n') ? '\r\n' : '\n',
    hasMark: content.startsWith(mark),
  };
}

/** The file again. */
export function writeTable({ rows, delimiter, lineEnd, hasMark }: Table): string {
  const quotes = rows.flat().values();
  const keepQuotes = (value: string) => {
    const isQuoted = quotes.next().value?.isQuoted === true;
    return { value, quoted: isQuoted, quoted_empty: isQuoted };
  };
  return stringify(
    rows.map((row) => row.map(({ text }) => text)),
    { delimiter, record_delimiter: lineEnd, bom: hasMark, cast: { string: keepQuotes } },
  );
}

/** Canvas writes semicolons where a comma is the decimal sign of the course's language. */
function semicolons(content: string): boolean {
  const [first = ''] = content.split('\n', 1);
  return first.split(';').length > first.split(',').length;
}
