import { readdir } from 'node:fs/promises';
import { searchPath } from '../agent/program/command.ts';
import type { HostCommand } from '../agent/program-host.ts';
import { authorityFile, shownOfEtc } from './etc.ts';

/** What every sandbox of a slot is made from. */
export interface SandboxBase {
  /** The slot's `/etc` for programs, made by `writeEtc`. */
  readonly etcFolder: string;
  /** What bubblewrap takes for `--seccomp`; absent where no filter is known for the processor. */
  readonly filterFile?: string;
  readonly toolFolders: readonly string[];
  readonly modulesFolder: string;
}

/** What the sandbox finds open besides the standard streams. */
export const descriptors = {
  /** Bubblewrap tells the id of the sandbox's first process there. */
  info: 3,
  /** The filter of system calls. */
  filter: 4,
};

export const homeFolder = '/home/student';
export const labFolder = `${homeFolder}/lab`;
const nodeCacheFolder = '/var/cache/node';
const temporaryBytes = String(256 << 20);

/** Limits of one program: processes and threads, open files, file size and memory of one process, cpu seconds. */
const limits = [
  '--nproc=400',
  '--nofile=1024',
  `--fsize=${512 << 20}`,
  `--data=${3 << 30}`,
  '--core=0',
  '--cpu=120',
];

/**
 * The command that runs another one in the namespace of the program's host, in a sandbox of its own: no capability but
 * raw sockets where the lab needs them, no system call that it has no use for, a read-only system, private /tmp and processes, sight of nothing of ours.
 */
export async function sandboxCommand(
  base: SandboxBase,
  hostNamespace: string,
  command: HostCommand,
): Promise<string[]> {
  const { compiled } = command;
  const compileCache = compiled && { NODE_COMPILE_CACHE: nodeCacheFolder };
  const environment = { ...environmentOf(base), ...compileCache, ...command.env };
  return [
    'nsenter',
    `--net=/run/netns/${hostNamespace}`,
    '--',
    'prlimit',
    ...limits,
    '--',
    'bwrap',
    ...'--unshare-pid --unshare-ipc --unshare-uts --hostname student --new-session --die-with-parent'.split(
      ' ',
    ),
    ...['--cap-drop', 'ALL', ...(command.mayUseRawSockets ? ['--cap-add', 'CAP_NET_RAW'] : [])],
    '--clearenv',
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...(await systemMounts()),
    ...['--ro-bind', base.etcFolder, '/etc'],
    ...(await etcMounts()),
    ...'--proc /proc --dev /dev'.split(' '),
    ...['--size', temporaryBytes, '--tmpfs', '/tmp', '--tmpfs', '/run'],
    ...base.toolFolders.flatMap((folder) => ['--ro-bind', toolPrefix(folder), toolPrefix(folder)]),
    ...['--ro-bind', base.modulesFolder, base.modulesFolder],
    ...(compiled ? [compiled.mayWrite ? '--bind' : '--ro-bind', compiled.folder, nodeCacheFolder] : []),
    ...['--bind', command.folder, labFolder, '--chdir', `${labFolder}/${command.cwd}`],
    ...['--info-fd', String(descriptors.info)],
    ...(base.filterFile === undefined ? [] : ['--seccomp', String(descriptors.filter)]),
    '--',
    ...command.argv,
  ];
}

/** `/grade/node/bin` is shown with all that belongs to it: `/grade/node`. */
function toolPrefix(binFolder: string): string {
  return binFolder.replace(/\/bin$/, '');
}

async function systemMounts(): Promise<string[]> {
  const links = ['bin', 'sbin', 'lib', 'lib64', 'lib32'];
  const present = new Set(await readdir('/usr'));
  return [
    ...['--ro-bind', '/usr', '/usr'],
    ...links.filter((name) => present.has(name)).flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
  ];
}

async function etcMounts(): Promise<string[]> {
  const entries = await shownOfEtc();
  return entries.flatMap(({ name }) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]);
}

function environmentOf(base: SandboxBase): Record<string, string> {
  return {
    PATH: searchPath(base.toolFolders),
    HOME: homeFolder,
    USER: 'student',
    LOGNAME: 'student',
    LANG: 'C.UTF-8',
    TERM: 'dumb',
    TMPDIR: '/tmp',
    NODE_PATH: base.modulesFolder,
    SSL_CERT_FILE: authorityFile,
    NODE_EXTRA_CA_CERTS: authorityFile,
    ...unbuffered,
    GOCACHE: '/tmp/go-cache',
    GOPATH: '/tmp/go',
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
  };
}

/** Output must come when it is printed, not when a buffer is full. */
export const unbuffered: Readonly<Record<string, string>> = {
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  // As on a terminal: a program of C that reads shows what it asks for first.
  _STDBUF_I: 'L',
  _STDBUF_O: 'L',
  LD_PRELOAD: '/usr/libexec/coreutils/libstdbuf.so',
};
