import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SmtpEntry, SmtpScript } from '../../containers/smtp-server/script.ts';
import { startSmtpServer } from '../../containers/smtp-server/smtp-server.ts';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { createAuthority } from '../../harness/wire/certificate-authority.ts';
import { Recorder } from '../../harness/wire/recorder.ts';

/** The finished mail client. */
export const mailClient = join(appFolder, 'labs/mail-client/program/main.ts');

/** Arguments of a small mail. */
export const smallMail: readonly string[] = [
  '--from',
  'ada@a.example',
  '--to',
  'bob@b.example',
  '--subject',
  'Hello',
  '--body',
  'How are you?',
];

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the mail client, its standard input open. It has no terminal: what it cannot find out, it must say. */
export function startMailClient(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [mailClient, ...args], {
    env: { ...process.env, ...env },
    detached: true,
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  child.stdin.on('error', () => undefined); // It ended before it read all.
  const done: Promise<Result> = once(child, 'close').then(([code]) => ({ code, ...said }));
  return { child, said, done };
}

interface SendOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Uint8Array;
  /** Address of the server; the default is 127.0.0.1, dialled as `localhost`. */
  readonly address?: string;
}

/** A place with an authority that the servers' certificates come from. */
export interface MailPlace extends AsyncDisposable {
  readonly authorityFile: string;
  serve(script: SmtpScript, address?: string): ReturnType<typeof startSmtpServer>;
  /** Runs the mail client against a server with this script. @returns also the first session that the server saw */
  send(
    script: SmtpScript,
    args: readonly string[],
    options?: SendOptions,
  ): Promise<Result & { session: SmtpEntry | undefined }>;
}

export async function openMailPlace(): Promise<MailPlace> {
  const authority = await createAuthority();
  const folder = await mkdtemp(join(tmpdir(), 'mail-client-'));
  const authorityFile = join(folder, 'ca.pem');
  await writeFile(authorityFile, authority.certificatePem);
  const serve: MailPlace['serve'] = (script, host = '127.0.0.1') =>
    startSmtpServer(0, script, { recorder: new Recorder(), host, authority });
  return {
    authorityFile,
    serve,
    async send(script, args, { env, input = '', address } = {}) {
      await using server = await serve(script, address);
      const where = ['--host', address ?? 'localhost', '--port', String(server.port), '--ca', authorityFile];
      const { child, done } = startMailClient([...where, ...args], env);
      child.stdin.end(input);
      const result = await done;
      const [session] = await server.log();
      return { ...result, session };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** The first message of a session, as it was sent. */
export function rawMessage(session: SmtpEntry | undefined): string {
  return Buffer.from(session?.messages[0]?.raw ?? []).toString('utf8');
}
