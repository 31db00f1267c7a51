import type { Description } from './document.ts';
import { parseHttpDate } from './http-date.ts';
import type { Request } from './request.ts';

/**
 * What the request's conditions make of the answer, in the order that the RFC gives.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function evaluateConditions(
  { fields }: Request,
  file: Description,
): 'proceed' | 'not-modified' | 'failed' {
  const ifMatch = fields.get('if-match');
  const unmodifiedSince = dateOf(fields.get('if-unmodified-since'));
  if (ifMatch !== undefined) {
    if (!listsTag(ifMatch, file.entityTag)) return 'failed';
  } else if (unmodifiedSince !== undefined && file.lastModifiedMs > unmodifiedSince) return 'failed';

  const ifNoneMatch = fields.get('if-none-match');
  if (ifNoneMatch !== undefined) {
    // Weak comparison: for the client's copy it is enough that the tags name the same.
    return listsTag(ifNoneMatch.replace(/W\//g, ''), file.entityTag) ? 'not-modified' : 'proceed';
  }
  const modifiedSince = dateOf(fields.get('if-modified-since'));
  return modifiedSince !== undefined && file.lastModifiedMs <= modifiedSince ? 'not-modified' : 'proceed';
}

/** Whether the part asked for belongs to the file as it is now. @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5 */
export function rangeStillApplies({ fields }: Request, file: Description): boolean {
  const ifRange = fields.get('if-range');
  if (ifRange === undefined) return true;
  return ifRange === file.entityTag || dateOf(ifRange) === file.lastModifiedMs;
}

function listsTag(list: string, tag: string): boolean {
  return list.trim() === '*' || list.split(',').some((each) => each.trim() === tag);
}

/** A date that cannot be read is as if the field were not there. */
function dateOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : parseHttpDate(value);
}
