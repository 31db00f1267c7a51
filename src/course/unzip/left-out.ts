const folders = new Set([
  '__MACOSX',
  'node_modules',
  '.git',
  '.venv',
  'venv',
  '__pycache__',
  '.idea',
  '.vscode',
]);
const files = /^(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$/i;

/**
 * What is in a submission by accident: leftovers of the system, of an editor, of a package manager.
 * @param path with `/`, relative to the submission
 * @returns the name that it is left out by: `node_modules`; undefined for what is kept
 */
export function leftOutName(path: string): string | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1) ?? '';
  return segments.find((segment) => folders.has(segment)) ?? (files.test(last) ? nameOf(last) : undefined);
}

/** macOS writes a `._x` for each file x. */
function nameOf(file: string): string {
  return file.startsWith('._') ? '._*' : file;
}
