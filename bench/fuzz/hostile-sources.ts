import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Part } from '../../harness/engine/lab.ts';
import { smtpClientClues } from '../../harness/program/clues.ts';
import { findFindings } from '../../harness/program/findings/find-findings.ts';
import { planPrograms } from '../../harness/program/plan.ts';

const sourceBytes = 1 << 20;
const longestMs = 2000;

/** Each is taken for a program by the reader of its language. */
const starts: Readonly<Record<string, string>> = {
  'main.py': 'import sys\nprint(sys.argv[1])\n',
  'main.js': 'console.log(process.argv[2]);\n',
  'Main.java': 'class Main { public static void main(String[] args) {} }\n',
  'main.go': 'package main\nfunc main() {}\n',
  'main.c': 'int main(int argc, char **argv) { return 0; }\n',
};
/** Of what the readers look for, and of what stands around it: a pattern that tries again at each byte shows here. */
const words = [
  ...[' ', '(', '"', "'", '\n', '\t', '\\', '#', '{', '<', ',', '.', '-', '/*', '"""', '`'],
  ...['1', '1.', 'a', 'a ', 'a.', 'a =', 'a, ', 'a = (', 'if a ', 'import a, ', 'from a import '],
  ...['input(', 'print("a', 'sys.argv[1]', 'Usage: a <b> ', 'args[0] ', 'p.add_argument(', 'flag.String("'],
  ...['process.argv', '.option("--a', '127.0.0.', 'smtp.a.', 'socket.bind((', 'y/n ', 'Enter the '],
];
const part: Part = {
  id: 'client',
  title: 'mail client',
  role: 'client',
  transport: 'tcp',
  clues: smtpClientClues,
};

export interface SourceReading {
  readonly file: string;
  readonly word: string;
  /** Of the processor. */
  readonly planMs: number;
  readonly findingsMs: number;
}

/** Reads one MiB of each word as a source of each language. */
export async function* readHostileSources(): AsyncGenerator<SourceReading> {
  for (const [file, start] of Object.entries(starts)) {
    for (const word of words) {
      const root = await mkdtemp(path.join(tmpdir(), 'hostile-source-'));
      try {
        await writeFile(path.join(root, file), start + word.repeat(Math.ceil(sourceBytes / word.length)));
        yield { file, word, ...(await timesOf(root)) };
      } finally {
        await rm(root, { recursive: true });
      }
    }
  }
}

export function isTooSlow({ planMs, findingsMs }: SourceReading): boolean {
  return Math.max(planMs, findingsMs) > longestMs;
}

async function timesOf(location: string): Promise<{ planMs: number; findingsMs: number }> {
  const beforePlan = process.cpuUsage();
  const planned = await planPrograms(location, [part]);
  const planMs = process.cpuUsage(beforePlan).user / 1000;
  const plans = planned.kind === 'plans' ? planned.plans : [];
  const beforeFindings = process.cpuUsage();
  await findFindings({ location, plans, scenarios: [] }, { ownWork: ['smtp', 'dns', 'http-client'] });
  return { planMs, findingsMs: process.cpuUsage(beforeFindings).user / 1000 };
}
