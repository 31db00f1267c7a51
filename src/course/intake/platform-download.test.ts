import { describe, expect, it } from 'vitest';
import { craftZip } from '../testing/craft-zip.ts';
import { makeZip } from '../testing/make-zip.ts';
import { evil, intake, people, put, told } from './testing/intake-folder.ts';

describe('the download of a platform', () => {
  it('of Canvas: one assignment, late marks, own names, students by id of the roster', async () => {
    const zip = await makeZip({
      'lovelaceada_101_9001_Server-1.java': 'x',
      'lovelaceada_101_9002_index.html': 'x',
      'bakerben_LATE_102_9003_work.zip': await makeZip({ 'w/s.py': 'x' }),
      'evileve_103_9004_hack.zip': evil,
      'fayfay_104_text.html': '<p>see mail</p>',
    });
    await put({ 'hw1.zip': zip });
    await expect(intake('hw1.zip')).rejects.toThrow(
      /hw1\.zip is a Canvas download.*Which lab is it\? Add --lab/,
    );
    const found = await intake('hw1.zip', { lab: 'web-server', people });
    expect(await told(found)).toEqual([
      'ada/web-server: Server.java index.html',
      'ben/web-server: w/s.py',
      'evileve/web-server! hack.zip holds ../evil.py, which leads out of its folder.',
      'fayfay/web-server: ',
    ]);
    const ben = found.submissions.find(({ student }) => student === 'ben');
    expect(ben?.facts?.isLate).toBe(true);
    expect(ben?.facts?.lateDays).toBeUndefined();
    expect(ben?.facts?.notes?.[0]).toMatch(/nothing was taken off/);
    expect(found.notes).toContain('evileve is not on the roster and was graded under that name.');
  });

  it('of Moodle: by folder or by name, texts left out, a file in the outer zip that is at fault told to its student', async () => {
    const file = 'assignsubmission_file_';
    const zip = craftZip([
      { name: `Ada Lovelace_11_${file}/p.py`, content: 'x' },
      { name: `Ada Lovelace_11_assignsubmission_onlinetext_/text.html`, content: 'x' },
      { name: `Ben Baker_12_${file}p.py`, content: 'x' },
      { name: `Eve Evil_13_${file}/link`, content: '/etc/passwd', mode: 0o120777 },
      { name: `Lie Li_14_${file}/p.py`, content: 'x', claimedCrc: 7 },
    ]);
    await put({ 'm.zip': zip });
    const found = await intake('m.zip', { lab: 'proxy', people });
    expect(await told(found)).toEqual([
      `Eve Evil/proxy! Eve Evil_13_${file}/link is a link.`,
      `Lie Li/proxy! Lie Li_14_${file}/p.py is damaged: it is not what was packed.`,
      'ada/proxy: p.py',
      'ben/proxy: p.py',
    ]);
  });

  it('of Gradescope: groups, times, a folder around all', async () => {
    const zip = await makeZip({
      'assignment_7_export/submission_metadata.yml': `---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: S1
    :email: ada@uni.example
  - :name: Ben Baker
    :sid:
    :email: ben@uni.example
  :created_at: 2026-10-05 18:44:39.123456000 Z
  :score: 3.0
  :history: []
submission_2:
  :submitters:
  - :name: Cleo
    :sid: 9
    :email: cleo@uni.example
  :created_at: 2026-10-06 01:00:00.000000000 +02:00
`,
      'assignment_7_export/submission_1/p.py': 'x',
      'assignment_7_export/submission_2/sub/p.py': 'x',
    });
    await put({ 'g.zip': zip });
    const found = await intake('g.zip', { lab: 'proxy', people });
    expect(await told(found)).toEqual(['Cleo/proxy: sub/p.py', 'ada/proxy: p.py', 'ben/proxy: p.py']);
    expect(found.submissions.map(({ facts }) => facts?.submittedAt)).toEqual([
      '2026-10-05T18:44:39.000Z',
      '2026-10-05T18:44:39.000Z',
      '2026-10-05T23:00:00.000Z',
    ]);
  });

  it('two people of one name are told apart', async () => {
    await put({ 'hw.zip': await makeZip({ 'leewei_1_10_a.py': 'x', 'leewei_2_11_a.py': 'x' }) });
    expect(await told(await intake('hw.zip', { lab: 'proxy' }))).toEqual([
      'leewei (1)/proxy: a.py',
      'leewei (2)/proxy: a.py',
    ]);
  });

  it('that is no zip file is told in a sentence', async () => {
    await put({ 'x.zip': 'hello', 'x.7z': 'hello' });
    await expect(intake('x.zip')).rejects.toThrow(
      /x\.zip is damaged, or no zip file.*It should be a folder, or the zip file/,
    );
    await expect(intake('x.7z')).rejects.toThrow(/x\.7z is a 7z archive, and only zip files/);
  });
});
