import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { hearOutput, holdOutput } from './held-output.ts';

test('what a child printed that has ended is heard, and then its end', async () => {
  const child = spawn('sh', ['-c', 'echo out; echo err >&2'], { stdio: 'pipe' });
  holdOutput(child);
  const closed = once(child, 'close');
  await once(child, 'exit');
  // What the end of the child sets off has all been done.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const heard = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    hearOutput(child, stream, (bytes) => {
      heard[stream] += bytes;
    });
  }
  await closed;
  expect(heard).toEqual({ stdout: 'out\n', stderr: 'err\n' });
});

test('a child that prints on is heard as it goes', async () => {
  const child = spawn('sh', ['-c', 'echo ready; read line; echo "$line"'], { stdio: 'pipe' });
  holdOutput(child);
  await once(child, 'spawn');
  let heard = '';
  hearOutput(child, 'stdout', (bytes) => {
    heard += bytes;
    if (heard === 'ready\n') child.stdin.write('again\n');
  });
  hearOutput(child, 'stderr', () => {});
  await once(child, 'close');
  expect(heard).toBe('ready\nagain\n');
});
