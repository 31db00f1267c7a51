import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Channel } from '../../wire/channel.ts';
import type { AgentConfig, FromAgent, ToAgent } from '../agent/config.ts';
import type { PrepareJob } from '../runtime.ts';
import { pythonPlan, serverPart } from '../testing/python-plan.ts';
import { DockerSlot } from './docker-slot.ts';

let runFolder: string;
beforeEach(async () => {
  runFolder = await mkdtemp(path.join(tmpdir(), 'docker-slot-'));
});
afterEach(() => rm(runFolder, { recursive: true, force: true }));

const config: AgentConfig = {
  runtime: 'docker',
  appFolder: '/',
  runFolder: '/',
  workFolder: '/',
  toolFolders: [],
  toolEnvironment: {},
  modulesFolder: '/',
};

/** A slot whose agent answers as it is told to, and all that was asked of it. */
async function slotWith(answer: (message: ToAgent) => FromAgent, placed: PrepareJob[] = []) {
  const asked: ToAgent[] = [];
  const [input, output] = [new PassThrough(), new PassThrough()];
  const agent = new Channel<FromAgent, ToAgent>(input, output, (message) => {
    asked.push(message);
    agent.send(message.kind === 'config' ? { kind: 'ready' } : answer(message));
  });
  const bench = { input, output, errors: new PassThrough(), gone: new Promise<string>(() => {}) };
  const slot = await DockerSlot.open({
    bench: { ...bench, kill: async () => {} },
    config,
    runFolder,
    startPeer: () => Promise.reject(new Error('no story asks for a peer')),
    placed,
  });
  return { slot, asked };
}

async function handIn(key: string): Promise<PrepareJob> {
  await mkdir(path.join(runFolder, key));
  await writeFile(path.join(runFolder, key, 'main.py'), 'pass\n');
  const plan = pythonPlan(key);
  return { kind: 'prepare', part: serverPart, plan, sourceFolder: key, builtFolder: `${key}-built` };
}

const obey = (message: ToAgent): FromAgent =>
  message.kind === 'place' ? { kind: 'placed' } : { kind: 'done', outcome: {} };

test('files of a lab run that is over are emptied before the next are sent, others stay', async () => {
  const { slot, asked } = await slotWith(obey);
  await slot.run(await handIn('over'));
  await slot.run(await handIn('going-on'));
  await rm(path.join(runFolder, 'over'), { recursive: true });
  await slot.run(await handIn('next'));
  const placed = asked.flatMap((message) => (message.kind === 'place' ? [message] : []));
  expect(placed.map(({ folder, entries }) => [folder, entries.length])).toEqual([
    ['over', 1],
    ['going-on', 1],
    ['over', 0],
    ['over-built', 0],
    ['next', 1],
  ]);
});

test('what a slot left behind that is gone is emptied by the next', async () => {
  const placed: PrepareJob[] = [];
  await (await slotWith(obey, placed)).slot.run(await handIn('over'));
  await rm(path.join(runFolder, 'over'), { recursive: true });
  const { slot, asked } = await slotWith(obey, placed);
  await slot.run(await handIn('next'));
  const emptied = asked.flatMap((message) =>
    message.kind === 'place' && message.entries.length === 0 ? [message.folder] : [],
  );
  expect(emptied).toEqual(['over', 'over-built']);
});

test.each([
  ['place', /could not take the files of a submission.*docker system prune/],
  ['job', /could not keep a program as it was built.*docker system prune/],
] as const)('a full disk of the engine is told as one, with what frees it: %s', async (kind, words) => {
  const message = 'Error: ENOSPC: no space left on device, write';
  const { slot } = await slotWith((asked) =>
    asked.kind === kind ? { kind: 'failed', message } : obey(asked),
  );
  await expect(slot.run(await handIn('large'))).rejects.toThrow(words);
});
