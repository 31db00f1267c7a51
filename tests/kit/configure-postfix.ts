import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { createAuthority } from '../../harness/wire/certificate-authority.ts';

/** Who owns the mailboxes: an account without rights that every system has, `nobody`. */
const keeperId = 65_534;
const queueFolders = ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming'];

interface PostfixSettings {
  /** Of mailboxes, at `mail.example`. */
  readonly names: readonly string[];
  readonly port: number;
  readonly tlsPort: number;
}

/** Makes in `folder` all that a Postfix of its own needs: its configuration in `etc`, its queue, the mailboxes in `mail`. */
export async function configurePostfix(folder: string, settings: PostfixSettings): Promise<void> {
  await makeFolders(folder, settings.names);
  await writeConfiguration(folder, settings);
}

async function makeFolders(folder: string, names: readonly string[]): Promise<void> {
  // Its processes are of several accounts, and all come by here.
  await chmod(folder, 0o755);
  const { stdout } = await execa('id', ['-u', 'postfix']);
  const owned = [
    'data',
    ...[...queueFolders, 'saved', 'trace', 'private', 'public', 'maildrop'].map((each) => `queue/${each}`),
  ];
  for (const each of [...owned, 'queue/pid', 'etc']) await mkdir(join(folder, each), { recursive: true });
  for (const each of owned) await chown(join(folder, each), Number(stdout), 0);
  for (const name of names) {
    for (const each of ['cur', 'new', 'tmp']) {
      const made = join(folder, 'mail', name, each);
      await mkdir(made, { recursive: true });
      await chown(made, keeperId, keeperId);
    }
  }
}

async function writeConfiguration(folder: string, { names, port, tlsPort }: PostfixSettings): Promise<void> {
  const etc = (name: string): string => join(folder, 'etc', name);
  const authority = await createAuthority();
  const { keyPem, certPem } = await authority.issue(['localhost']);
  await writeFile(etc('authority.pem'), authority.certificatePem);
  await writeFile(etc('chain.pem'), `${keyPem}${certPem}`, { mode: 0o600 });
  await writeFile(etc('mailboxes'), names.map((name) => `${name}@mail.example ${name}/\n`).join(''));
  await writeFile(etc('main.cf'), mainCf(folder));
  await writeFile(etc('master.cf'), masterCf(port, tlsPort));
}

function mainCf(folder: string): string {
  return `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/mail.log
maillog_file_prefixes = ${folder}
myhostname = postfix.mail.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
smtpd_relay_restrictions = reject_unauth_destination
default_transport = error:nothing leaves this machine
virtual_mailbox_domains = mail.example
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = texthash:${folder}/etc/mailboxes
virtual_uid_maps = static:${keeperId}
virtual_gid_maps = static:${keeperId}
smtpd_tls_security_level = may
smtpd_tls_chain_files = ${folder}/etc/chain.pem
alias_maps =
`;
}

/** The services that taking and storing a mail needs, and none that sends one. */
function masterCf(port: number, tlsPort: number): string {
  return `127.0.0.1:${port} inet n - n - - smtpd
127.0.0.1:${tlsPort} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`;
}
