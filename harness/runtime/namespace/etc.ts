import type { Dirent } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { peerAddress, programAddress } from './network-setup.ts';

/**
 * Writes the `/etc` that programs see: what they look up by name (protocols, services, users, hosts), and a name server at
 * the far end. Whom they trust is for `writeAuthority` to say, before each start.
 */
export async function writeEtc(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'ssl/certs'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  // Mount points: the folder itself is read-only in the sandbox.
  for (const entry of await shownOfEtc()) {
    const target = path.join(folder, entry.name);
    if (entry.isDirectory()) await mkdir(target);
    else await writeFile(target, '');
  }
}

/** Where programs find the authority that they trust. */
export const authorityFile = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Has programs of this `/etc` trust one authority, also those that look at none of the environment.
 * @param authorityPem absent: one that has certified nothing, as nobody has its key; some programs do not start without any
 */
export async function writeAuthority(folder: string, authorityPem = nobodysAuthority): Promise<void> {
  await writeFile(path.join(folder, path.relative('/etc', authorityFile)), authorityPem);
  await writeFile(path.join(folder, 'ssl/cert.pem'), authorityPem);
}

const nobodysAuthority = `-----BEGIN CERTIFICATE-----
MIIBrTCCAVKgAwIBAgIUbqh3yghcfolR0JHcSwovAeyB5hEwCgYIKoZIzj0EAwIw
ITEOMAwGA1UECgwFZ3JhZGUxDzANBgNVBAMMBm5vYm9keTAgFw0yNjExMjQwMDIw
MjJaGA8yMTI2MTAzMTAwMjAyMlowITEOMAwGA1UECgwFZ3JhZGUxDzANBgNVBAMM
Bm5vYm9keTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFQNl5V2z18RjIUew0s8
JqM9+zVlTLSbKL0A/wwP4sPzHkfmca+oQMrjx3l05+x/SYjBQrbhnfnqjFhNP1x4
PFejZjBkMB0GA1UdDgQWBBS+oOKNawPguc6vh1gKqv5j1bM1aTAfBgNVHSMEGDAW
gBS+oOKNawPguc6vh1gKqv5j1bM1aTASBgNVHRMBAf8ECDAGAQH/AgEAMA4GA1Ud
DwEB/wQEAwICBDAKBggqhkjOPQQDAgNJADBGAiEAvqT9UJ4iDisspTBdd+RAhxef
yfiYaNgKpX97dkG81CQCIQD/Htepa7DJjQpnzagaEns0US5exrWQ8ujaLwvcWMsA
2g==
-----END CERTIFICATE-----
`;

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
