import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { planPrograms } from '../../program/plan.ts';
import { stageProgram } from './stage.ts';

const part = {
  id: 'client',
  title: 'Client',
  role: 'client',
  transport: 'tcp',
  needsRawSockets: false,
  clues: [],
} as const;

/** Stages a program whose source opens a file, from a folder with these others in it. */
async function stage(opens: string, prepare: (from: string) => Promise<void> = async () => {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'stage-'));
  const [from, to] = [path.join(folder, 'from'), path.join(folder, 'to')];
  await mkdir(from);
  await writeFile(
    path.join(from, 'mail.py'),
    `import socket\ns = socket.socket()\ns.connect(("mail.example.org", 25))\nf = open(${opens}, "rb")\n`,
  );
  await prepare(from);
  const planned = await planPrograms(from, [part]);
  const plan = planned.kind === 'plans' ? planned.plans[0] : undefined;
  if (plan === undefined) throw new Error('no plan');
  await stageProgram(from, to, plan, [], false);
  return {
    folder,
    to,
    read: (name: string) => readFile(path.join(to, name)).catch(() => undefined),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

describe('a file that the source opens and that is not there', () => {
  it('is a picture where the name says so', async () => {
    await using staged = await stage('"img/cat.png"');
    expect((await staged.read('img/cat.png'))?.subarray(1, 4).toString()).toBe('PNG');
  });

  it('is known by the name that it was given before', async () => {
    await using staged = await stage('photo', (from) =>
      writeFile(
        path.join(from, 'mail.py'),
        'import socket\ns = socket.socket()\ns.connect(("a.example.org", 25))\nphoto = "cat.jpg"\nf = open(photo, "rb")\n',
      ),
    );
    expect(await staged.read('cat.jpg')).toBeDefined();
  });

  it('is found by its name where its place is one of another machine', async () => {
    await using staged = await stage('"C:\\\\Users\\\\me\\\\dog.jpg"', (from) =>
      writeFile(path.join(from, 'dog.jpg'), 'a dog'),
    );
    expect((await staged.read('C:\\Users\\me\\dog.jpg'))?.toString()).toBe('a dog');
  });

  it('stays away where it is a text, or where a link leads out', async () => {
    await using text = await stage('"list.txt"');
    expect(await text.read('list.txt')).toBeUndefined();
    await using linked = await stage('"out/cat.png"', async (from) => {
      await mkdir(path.join(from, '../elsewhere'));
      await symlink('../elsewhere', path.join(from, 'out'));
    });
    expect(await readdir(path.join(linked.folder, 'elsewhere'))).toEqual([]);
  });
});
