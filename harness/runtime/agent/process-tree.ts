import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const pageBytes = 4096;

/** The process and everything below it, parents first. */
export function descendantsOf(pid: number): number[] {
  const found = [pid];
  for (const parent of found) found.push(...childrenOf(parent));
  return found;
}

/** Children are listed with the thread that made them. */
function childrenOf(pid: number): number[] {
  return namesIn(`/proc/${pid}/task`)
    .map((thread) => readProc(`/proc/${pid}/task/${thread}/children`))
    .join(' ')
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // It ended in the meantime.
  }
}

/**
 * A file below /proc, empty when its process is gone. Read at once: the kernel makes it on the spot, and the way through
 * the thread pool costs ten times as much.
 */
export function readProc(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Resident memory in bytes, 0 when the process is gone. */
export function residentBytes(pid: number): number {
  const text = readProc(`/proc/${pid}/statm`);
  return Number(text.split(' ')[1] ?? 0) * pageBytes;
}

/** Inodes of the sockets that a process holds, in no order; none when it is gone. */
export function socketInodes(pid: number): string[] {
  return namesIn(`/proc/${pid}/fd`).flatMap((name) => {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(linkAt(`/proc/${pid}/fd/${name}`)) ?? [];
    return inode ?? [];
  });
}

function linkAt(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

const readSystemCalls: Readonly<Record<string, string>> = { x64: '0', arm64: '63' };

/** Whether the process sits in `read(0, ...)`: it waits for somebody to type. Needs the right to trace it. */
export function isWaitingForInput(pid: number): boolean {
  const text = readProc(`/proc/${pid}/syscall`);
  const [call, descriptor] = text.split(' ');
  return call === readSystemCalls[process.arch] && descriptor === '0x0';
}
