import { readdirSync } from 'node:fs';
import { compileCache } from '../product-paths.ts';
import { nobody } from '../run-folder.ts';

/** Folders of this machine that a slot sees, read-only, by the name they have in it. */
export type SlotMounts = Readonly<Record<string, string>>;

const workBytes = String(1 << 30);

/**
 * The command that opens a slot: user, network, process and IPC namespaces of its own, in which the agent has all
 * rights and outside of which it has none. Started as root, it first becomes nobody, so that root and an ordinary user
 * get the same world; the folders it needs are then shown through a private mount, as nobody may not walk to them.
 */
export function slotCommand(
  mounts: SlotMounts,
  runFolder: string,
  argv: readonly string[],
  isRoot: boolean,
): string[] {
  if (!isRoot) return bwrapCommand(mounts, runFolder, argv);
  const staged = Object.fromEntries(Object.keys(mounts).map((name, index) => [name, `/mnt/${index}`]));
  const lines = Object.entries(mounts).map(
    ([name, source]) =>
      `mkdir ${staged[name]} && mount --bind '${source.replaceAll("'", `'\\''`)}' ${staged[name]}`,
  );
  const script = [
    'set -e',
    'mount -t tmpfs -o mode=755 tmpfs /mnt',
    ...lines,
    `mkdir /mnt/run && mount --bind '${runFolder}' /mnt/run`,
    `exec setpriv --reuid ${nobody} --regid ${nobody} --clear-groups -- "$@"`,
  ].join('\n');
  return [
    ...['unshare', '--mount', '--propagation', 'private', '--', 'sh', '-c', script, 'sh'],
    ...bwrapCommand(staged, '/mnt/run', argv),
  ];
}

/**
 * The same for who is nobody special already.
 * @param links folders below /usr that are also known at the top, `lib64` say
 */
export function bwrapCommand(
  mounts: SlotMounts,
  runFolder: string,
  argv: readonly string[],
  links: readonly string[] = topLinks(),
): string[] {
  return [
    'bwrap',
    ...'--unshare-user --unshare-net --unshare-pid --unshare-ipc --unshare-uts --uid 0 --gid 0'.split(' '),
    ...'--cap-add ALL --die-with-parent --new-session --clearenv'.split(' '),
    ...['--setenv', 'PATH', '/usr/sbin:/usr/bin:/sbin:/bin'],
    ...[
      '--setenv',
      'NODE_COMPILE_CACHE',
      `/grade/app/${compileCache}`,
      '--setenv',
      'NODE_COMPILE_CACHE_PORTABLE',
      '1',
    ],
    ...['--ro-bind', '/usr', '/usr', '--ro-bind', '/etc', '/etc'],
    ...links.flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...'--proc /proc --dev /dev --tmpfs /run --tmpfs /tmp'.split(' '),
    ...['--size', workBytes, '--tmpfs', '/work'],
    ...Object.entries(mounts).flatMap(([name, source]) => ['--ro-bind', source, name]),
    ...['--bind', runFolder, '/grade/run'],
    '--',
    ...argv,
  ];
}

function topLinks(): readonly string[] {
  const present = new Set(readdirSync('/usr'));
  return ['bin', 'sbin', 'lib', 'lib64', 'lib32'].filter((name) => present.has(name));
}
