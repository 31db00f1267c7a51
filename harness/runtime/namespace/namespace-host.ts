import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ListeningSocket } from '../../engine/observation.ts';
import { holdOutput } from '../agent/held-output.ts';
import { readListeningTable } from '../agent/listening-table.ts';
import { descendantsOf } from '../agent/process-tree.ts';
import type { HostCommand, HostProcess, ProgramHost } from '../agent/program-host.ts';
import { writeAuthority } from './etc.ts';
import { deleteHostNamespace, forgetRedirect, redirectIntoHost } from './network-setup.ts';
import { descriptors, type SandboxBase, sandboxCommand } from './sandbox.ts';

/** A host in a network namespace of its own. */
export class NamespaceHost implements ProgramHost {
  readonly #name: string;
  readonly #sandbox: SandboxBase;
  readonly #processes: SandboxedProcess[] = [];
  readonly #exposed: string[] = [];

  constructor(name: string, sandbox: SandboxBase) {
    this.#name = name;
    this.#sandbox = sandbox;
  }

  async spawn(command: HostCommand): Promise<HostProcess> {
    await writeAuthority(this.#sandbox.etcFolder, command.authorityPem);
    const [file = '', ...args] = await sandboxCommand(this.#sandbox, this.#name, command);
    const { child, first } = await withOpened(this.#sandbox.filterFile, (filter) => {
      const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe', 'pipe', filter ?? 'ignore'] });
      // Before anything else is waited for: it may have ended by then, and what it said be gone.
      holdOutput(child);
      return { child, first: firstProcessOf(child) };
    });
    const sandboxed = new SandboxedProcess(child, await first);
    this.#processes.push(sandboxed);
    return sandboxed;
  }

  /** Only the program lives in this namespace: whatever listens there is its. */
  async listening(process: HostProcess): Promise<readonly ListeningSocket[]> {
    const { pid } = process.child;
    return pid === undefined ? [] : readListeningTable(pid);
  }

  async expose({ protocol, address, port }: ListeningSocket): Promise<void> {
    // An IPv6 address cannot be the target of an IPv4 redirect; the check for reachability has said so by then.
    if (address.includes(':')) return;
    this.#exposed.push(address);
    await redirectIntoHost(this.#name, protocol, address, port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((each) => each.end()));
    for (const address of this.#exposed) await forgetRedirect(address);
    await deleteHostNamespace(this.#name);
  }
}

class SandboxedProcess implements HostProcess {
  readonly child: ChildProcess;
  /** Bubblewrap's init in the sandbox, as seen from here; the program is below it. */
  readonly #first: number | undefined;

  constructor(child: ChildProcess, first: number | undefined) {
    this.child = child;
    this.#first = first;
  }

  async pids(): Promise<readonly number[]> {
    if (this.#first === undefined) return [];
    const [, ...programs] = descendantsOf(this.#first);
    return programs;
  }

  /** With the first process of its process namespace everything in it dies. */
  kill(): void {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    if (this.#first === undefined) this.child.kill('SIGKILL');
    else killQuietly(this.#first);
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.kill();
    await ended;
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

/** Runs it with the descriptor of an opened file, which is closed here afterwards: the child has its own. */
async function withOpened<T>(file: string | undefined, run: (descriptor?: number) => T): Promise<T> {
  if (file === undefined) return run();
  await using handle = await open(file);
  return run(handle.fd);
}

async function firstProcessOf(child: ChildProcess): Promise<number | undefined> {
  const info = child.stdio[descriptors.info] as Readable;
  let text = '';
  info.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  await Promise.race([once(info, 'close'), once(child, 'error')]);
  const [, pid] = /"child-pid":\s*(\d+)/.exec(text) ?? [];
  return pid === undefined ? undefined : Number(pid);
}
