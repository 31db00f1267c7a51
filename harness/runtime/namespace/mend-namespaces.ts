import { readFile } from 'node:fs/promises';
import { missingTool } from '../agent/program/command.ts';

/** What the namespace runtime starts, and the Debian package that brings it. */
export const namespaceTools: Readonly<Record<string, string>> = {
  bwrap: 'bubblewrap',
  ip: 'iproute2',
  iptables: 'iptables',
  'iptables-restore': 'iptables',
  nsenter: 'util-linux',
  prlimit: 'util-linux',
  python3: 'python3',
};

/**
 * The one command that lets this Linux make worlds of namespaces; undefined when nothing that we know of forbids it.
 * Looks at files only.
 */
export async function mendNamespaces(): Promise<string | undefined> {
  const tools = Object.keys(namespaceTools);
  if ((await missingTool(tools, [])) !== undefined) {
    return `sudo apt-get install ${[...new Set(Object.values(namespaceTools))].join(' ')}`;
  }
  return mendKernel();
}

/** The same for what the kernel forbids, to containers too. */
export async function mendKernel(): Promise<string | undefined> {
  const isSet = async (file: string, value: string) =>
    (await readFile(`/proc/sys/${file}`, 'utf8').catch(() => '')).trim() === value;
  if (await isSet('kernel/apparmor_restrict_unprivileged_userns', '1')) {
    return 'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0';
  }
  if (await isSet('kernel/unprivileged_userns_clone', '0')) {
    return 'sudo sysctl kernel.unprivileged_userns_clone=1';
  }
  if (await isSet('user/max_user_namespaces', '0')) return 'sudo sysctl user.max_user_namespaces=10000';
  return undefined;
}
