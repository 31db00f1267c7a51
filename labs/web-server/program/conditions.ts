import type { FoundFile } from './file-lookup.ts';
import { parseHttpDate } from './http-date.ts';
import type { Request } from './request.ts';

/** A strong validator: another size or time of change, another tag. */
export function entityTagOf(file: FoundFile): string {
  return `"${file.size.toString(16)}-${Math.round(file.modifiedMs * 1000).toString(16)}"`;
}

/** Milliseconds, of whole seconds: HTTP dates have no fractions. */
export function lastModifiedOf(file: FoundFile): number {
  return Math.floor(file.modifiedMs / 1000) * 1000;
}

/**
 * What the request's conditions make of the answer, in the order that the RFC gives.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function evaluateConditions(
  { fields }: Request,
  file: FoundFile,
): 'proceed' | 'not-modified' | 'failed' {
  const ifMatch = fields.get('if-match');
  const unmodifiedSince = dateOf(fields.get('if-unmodified-since'));
  if (ifMatch !== undefined) {
    if (!listsTag(ifMatch, entityTagOf(file))) return 'failed';
  } else if (unmodifiedSince !== undefined && lastModifiedOf(file) > unmodifiedSince) return 'failed';

  const ifNoneMatch = fields.get('if-none-match');
  if (ifNoneMatch !== undefined) {
    // Weak comparison: for the client's copy it is enough that the tags name the same.
    return listsTag(ifNoneMatch.replace(/W\//g, ''), entityTagOf(file)) ? 'not-modified' : 'proceed';
  }
  const modifiedSince = dateOf(fields.get('if-modified-since'));
  return modifiedSince !== undefined && lastModifiedOf(file) <= modifiedSince ? 'not-modified' : 'proceed';
}

/** Whether the part asked for belongs to the file as it is now. @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5 */
export function rangeStillApplies({ fields }: Request, file: FoundFile): boolean {
  const ifRange = fields.get('if-range');
  if (ifRange === undefined) return true;
  return ifRange === entityTagOf(file) || dateOf(ifRange) === lastModifiedOf(file);
}

function listsTag(list: string, tag: string): boolean {
  return list.trim() === '*' || list.split(',').some((each) => each.trim() === tag);
}

/** A date that cannot be read is as if the field were not there. */
function dateOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : parseHttpDate(value);
}
