import { readdirSync, readFileSync } from 'node:fs';

const pageBytes = 4096;

/** The process and everything below it, parents first. */
export function descendantsOf(pid: number): number[] {
  const found = [pid];
  for (const parent of found) found.push(...childrenOf(parent));
  return found;
}

/** Children are listed with the thread that made them. */
function childrenOf(pid: number): number[] {
  return threadsOf(pid)
    .map((thread) => readProc(`/proc/${pid}/task/${thread}/children`))
    .join(' ')
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
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

const readSystemCalls: Readonly<Record<string, string>> = { x64: '0', arm64: '63' };

/** Whether the process sits in `read(0, ...)`: it waits for somebody to type. Needs the right to trace it. */
export function isWaitingForInput(pid: number): boolean {
  const text = readProc(`/proc/${pid}/syscall`);
  const [call, descriptor] = text.split(' ');
  return call === readSystemCalls[process.arch] && descriptor === '0x0';
}
