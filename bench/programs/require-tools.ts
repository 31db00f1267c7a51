import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps daemons where an ordinary user's PATH does not look. */
const MORE_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** Command -> Debian package that brings it. */
const PACKAGES: Readonly<Record<string, string>> = { wrk: 'wrk', nginx: 'nginx-light', squid: 'squid' };

/** The paths of commands, in the order asked. Where one is missing it says how to get it, and ends with status 2. */
export function requireTools(...commands: readonly string[]): string[] {
  const paths = commands.map(pathOf);
  const missing = commands.filter((_, index) => paths[index] === undefined);
  if (missing.length > 0) {
    const packages = missing.map((command) => PACKAGES[command] ?? command).join(' ');
    console.error(
      `This measurement needs ${missing.join(', ')}, which this machine lacks. On Debian or Ubuntu, as root:\n` +
        `  apt-get install --no-install-recommends ${packages}\n` +
        'Debian starts nginx and squid once installed; they are not needed running: `service nginx stop`, `service squid stop`.',
    );
    process.exit(2);
  }
  return paths.filter((path) => path !== undefined);
}

function pathOf(command: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...MORE_FOLDERS];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
