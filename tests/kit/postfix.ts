import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurePostfix } from './configure-postfix.ts';

const master = '/usr/lib/postfix/sbin/master';
const patienceMs = 20_000;

/** A Postfix of our own on loopback. It relays nothing, asks no name server, and keeps what it takes in a temporary folder. */
export interface StartedPostfix extends AsyncDisposable {
  /** Takes plain text, and STARTTLS. */
  readonly port: number;
  /** TLS from the first byte. */
  readonly tlsPort: number;
  /** PEM file of the authority of its certificate, which is for `localhost`. */
  readonly authorityFile: string;
  /** Waits for a message in the mailbox of `name@mail.example`. @returns the stored bytes; the mailbox is empty again */
  takeMessage(name: string): Promise<Buffer>;
}

/** @returns why there can be no Postfix here, or undefined */
export async function whyNoPostfix(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'Postfix can be started by root only';
  return access(master).then(
    () => undefined,
    () => `Postfix is not installed: there is no ${master}`,
  );
}

/** Starts Postfix, with a mailbox for each name at `mail.example`. */
export async function startPostfix(names: readonly string[]): Promise<StartedPostfix> {
  const folder = await mkdtemp(join(tmpdir(), 'postfix-'));
  const [port = 0, tlsPort = 0] = await freePorts(2);
  await configurePostfix(folder, { names, port, tlsPort });
  // A session of its own: master ends all of its process group.
  const child = spawn(master, ['-c', join(folder, 'etc'), '-d'], { detached: true, stdio: 'ignore' });
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  };
  const log = join(folder, 'mail.log');
  const isUp = async () => (await readFile(log, 'utf8').catch(() => '')).includes('daemon started');
  await happens(folder, isUp, log).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    port,
    tlsPort,
    authorityFile: join(folder, 'etc/authority.pem'),
    takeMessage: (name) => takeMessage(join(folder, 'mail', name, 'new'), log),
    [Symbol.asyncDispose]: stop,
  };
}

/** Ports that were free a moment ago. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((each) => once(each, 'listening')));
  const ports = servers.map((each) => (each.address() as AddressInfo).port);
  await Promise.all(servers.map((each) => once(each.close(), 'close')));
  return ports;
}

async function takeMessage(mailbox: string, log: string): Promise<Buffer> {
  await happens(mailbox, async () => (await readdir(mailbox)).length > 0, log);
  const names = await readdir(mailbox);
  const [name = ''] = names;
  if (names.length > 1) throw new Error(`There are ${names.length} messages in ${mailbox}, not one`);
  const message = await readFile(join(mailbox, name));
  await rm(join(mailbox, name));
  return message;
}

/** Looks at once, and again whenever something changes in the folder. */
async function happens(folder: string, isSo: () => Promise<boolean>, log: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('too late')), patienceMs);
  const look = (): void => void isSo().then((is) => is && resolve(), reject);
  const watcher = watch(folder, look);
  look();
  try {
    await promise;
  } catch (cause) {
    const said = await readFile(log, 'utf8').catch(() => 'nothing');
    throw new Error(`Waited for Postfix, in ${folder}. Its log says:\n${said}`, { cause });
  } finally {
    watcher.close();
    clearTimeout(timer);
  }
}
