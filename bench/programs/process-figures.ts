import { readdir, readFile } from 'node:fs/promises';

/** What a process and those that it started have used. */
export interface ProcessFigures {
  readonly processes: number;
  readonly cpuSeconds: number;
  /** Resident memory of all of them; what they share counts for each. */
  readonly rssMib: number;
}

/** Linux counts processor time in hundredths of a second towards user space. */
const TICKS_PER_SECOND = 100;

/** Reads /proc. @throws when there is no such process */
export async function processFigures(pid: number): Promise<ProcessFigures> {
  const children = await childrenOf(pid);
  const all = await Promise.all([pid, ...children].map(figuresOfOne));
  return {
    processes: all.length,
    cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    rssMib: all.reduce((sum, { rssMib }) => sum + rssMib, 0),
  };
}

async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

async function figuresOfOne(pid: number): Promise<{ cpuSeconds: number; rssMib: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; what follows it begins with the third field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN);
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, rssMib: kib / 1024 };
}
