const mostBytes = 255;
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const notOnWindows = /[<>:"|?*]|[. ]$/;

/**
 * What is wrong with the name of an entry, as the end of a sentence about it; undefined for a name that can be written
 * below a folder and stays below it.
 * @param name decoded, with `/` between folders
 */
export function faultOfEntryName(name: string, depth: number, isWindows: boolean): string | undefined {
  const segments = name.replace(/\/$/, '').split('/');
  if (/[\0-\x1f\x7f]/.test(name)) return 'has a control character in its name';
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return 'starts at the root of the disk';
  if (segments.includes('..')) return 'leads out of its folder';
  if (segments.some((segment) => segment === '' || segment === '.')) return 'has an empty name in its path';
  if (segments.length > depth) return `lies more than ${depth} folders deep`;
  if (segments.some((segment) => Buffer.byteLength(segment) > mostBytes))
    return `has a name of more than ${mostBytes} bytes`;
  if (isWindows && segments.some((segment) => deviceName.test(segment) || notOnWindows.test(segment)))
    return 'has a name that Windows does not allow';
  return undefined;
}

/** Equal for names that are one file on some machine: where case, or the way an accent is written, does not count. */
export function foldedName(name: string): string {
  return name.replace(/\/$/, '').normalize('NFC').toLowerCase();
}
