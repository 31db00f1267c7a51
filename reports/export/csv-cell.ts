const beginsFormula = /^[\s\u200b\ufeff]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r]/u;

/**
 * Text for a cell that no spreadsheet takes for a formula: an apostrophe before `=`, `+`, `-`, `@`, tab and CR, also
 * where blanks or their wide forms come first.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(text: string): string {
  return beginsFormula.test(text) ? `'${text}` : text;
}
