import { readdir, readFile } from 'node:fs/promises';

const pageBytes = 4096;

/** The process and everything below it, parents first. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const found = [pid];
  for (const parent of found) found.push(...(await childrenOf(parent)));
  return found;
}

/** Children are listed with the thread that made them. */
async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.join(' ').split(' ').filter(Boolean).map(Number);
}

/** Resident memory in bytes, 0 when the process is gone. */
export async function residentBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(text.split(' ')[1] ?? 0) * pageBytes;
}

const readSystemCalls: Readonly<Record<string, string>> = { x64: '0', arm64: '63' };

/** Whether the process sits in `read(0, ...)`: it waits for somebody to type. Needs the right to trace it. */
export async function isWaitingForInput(pid: number): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/syscall`, 'utf8').catch(() => '');
  const [call, descriptor] = text.split(' ');
  return call === readSystemCalls[process.arch] && descriptor === '0x0';
}
