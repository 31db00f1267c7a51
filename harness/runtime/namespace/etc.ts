import type { Dirent } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { peerAddress, programAddress } from './network-setup.ts';

/**
 * Writes the `/etc` that programs see: what they look up by name (protocols, services, users, hosts), a name server at
 * the far end, and the run's own certificate authority as the only one.
 */
export async function writeEtc(folder: string, authorityPem: string): Promise<void> {
  await mkdir(path.join(folder, 'ssl/certs'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await writeFile(path.join(folder, 'ssl/certs/ca-certificates.crt'), authorityPem);
  await writeFile(path.join(folder, 'ssl/cert.pem'), authorityPem);
  // Mount points: the folder itself is read-only in the sandbox.
  for (const entry of await shownOfEtc()) {
    const target = path.join(folder, entry.name);
    if (entry.isDirectory()) await mkdir(target);
    else await writeFile(target, '');
  }
}

const shown = /^(alternatives|java.*|ld\.so\..*|localtime|timezone|mime\.types|python.*)$/;

/** What programs see of this machine's own `/etc`: configuration that interpreters need, nothing that tells of its users. */
export async function shownOfEtc(): Promise<readonly Dirent[]> {
  const entries = await readdir('/etc', { withFileTypes: true });
  return entries.filter(({ name }) => shown.test(name));
}

const files: Readonly<Record<string, string>> = {
  hostname: 'student\n',
  hosts: `127.0.0.1\tlocalhost\n${programAddress}\tstudent\n`,
  'resolv.conf': `nameserver ${peerAddress}\noptions timeout:2 attempts:1\n`,
  'host.conf': 'multi on\n',
  'nsswitch.conf':
    'passwd: files\ngroup: files\nhosts: files dns\nprotocols: files\nservices: files\nnetworks: files\n',
  passwd: 'root:x:0:0:student:/home/student:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  group: 'root:x:0:\nnogroup:x:65534:\n',
  protocols: 'ip\t0\tIP\nicmp\t1\tICMP\ntcp\t6\tTCP\nudp\t17\tUDP\nipv6-icmp\t58\tIPv6-ICMP\n',
  services: [
    ...['echo 7/tcp', 'echo 7/udp', 'ftp 21/tcp', 'ssh 22/tcp', 'smtp 25/tcp mail', 'domain 53/tcp'],
    ...['domain 53/udp', 'http 80/tcp www', 'pop3 110/tcp', 'ntp 123/udp', 'imap2 143/tcp imap'],
    ...['https 443/tcp', 'submissions 465/tcp smtps ssmtp', 'submission 587/tcp', 'imaps 993/tcp'],
    ...['http-alt 8080/tcp webcache', ''],
  ].join('\n'),
};
