import { createHash } from 'node:crypto';

const plainName = /^[a-z0-9][a-z0-9._-]{0,59}$/;
/** Device names on Windows, files of the report itself, and what looks like a name made here. */
const takenName =
  /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|^students$|\.(html?|json|xml|csv|md|zip|txt)$|\.$|-[0-9a-f]{10}$/;

/**
 * A file name for any text: what is plain already stays as it is, the rest is simplified and gets ten digits of its
 * SHA-256, so that two texts never share a name, not even where case does not count.
 */
export function safeName(text: string): string {
  if (plainName.test(text) && !takenName.test(text)) return text;
  const simple = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const digits = createHash('sha256').update(text).digest('hex').slice(0, 10);
  return `${simple || 'student'}-${digits}`;
}
