import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { below, intake, put, told } from './testing/intake-folder.ts';

describe('git clones', () => {
  const git = (cwd: string, ...args: string[]) =>
    execa('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], {
      cwd,
      env: { GIT_COMMITTER_DATE: '2026-10-05T20:00:00+02:00' },
    });

  async function clone(name: string, file: string): Promise<void> {
    await put({ [`clones/${name}/${file}`]: 'x' });
    const at = below(`clones/${name}`);
    await git(at, 'init', '-q');
    await git(at, 'add', '.');
    await git(at, 'commit', '-qm', 'x');
  }

  it('are of the student behind the name of the classroom, with the time of the last commit', async () => {
    await clone('hw1-ada', 'p.py');
    await clone('hw1-ben', 'p.py');
    const found = await intake('clones', { lab: 'proxy' });
    expect(await told(found)).toEqual(['ada/proxy: p.py', 'ben/proxy: p.py']);
    expect(found.submissions[0]?.facts).toMatchObject({
      submittedAt: '2026-10-05T18:00:00.000Z',
      submittedAtFrom: 'commit',
    });
  });

  it('have their labs by folder; settings of the clone start nothing', async () => {
    await clone('ada', 'proxy/p.py');
    const trap = below('trap');
    await git(below('clones/ada'), 'config', 'core.fsmonitor', `touch ${trap}`);
    await git(below('clones/ada'), 'config', 'core.pager', `touch ${trap}`);
    await git(below('clones/ada'), 'config', 'log.showSignature', 'true');
    expect(await told(await intake('clones'))).toEqual(['ada/proxy: p.py']);
    await expect(readFile(trap)).rejects.toThrow();
  });
});
