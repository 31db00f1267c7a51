import { readdir, symlink } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { makeZip } from '../testing/make-zip.ts';
import { below, evil, intake, put, told } from './testing/intake-folder.ts';

describe('the folder of a class', () => {
  it('has a folder for each student and lab; a zip or a single program does for a folder', async () => {
    await put({
      'class/ada/proxy/p.py': 'x',
      'class/ada/web_server.zip': await makeZip({ 'site/s.py': 'x', '__MACOSX/x': 'x' }),
      'class/ben/udp-pinger.py': 'x',
      'class/ben/proxi/p.py': 'x',
      'class/README.md': 'x',
      'class/.git/proxy/x.py': 'x',
    });
    await symlink('/etc', below('class/eve'));
    const found = await intake('class');
    expect(await told(found)).toEqual([
      'ada/proxy: p.py',
      'ada/web-server: site/s.py',
      'ben/udp-pinger: udp-pinger.py',
    ]);
    expect(found.strangers).toEqual(['ben/proxi']);
    expect(found.submissions.find(({ lab }) => lab === 'web-server')?.facts?.leftOut).toEqual(['__MACOSX']);
  });

  it('with --lab is one submission an entry, or of a whole class the folders of that lab', async () => {
    await put({
      'flat/ada.py': 'x',
      'flat/ben/x/s.c': 'x',
      'flat/notes.txt': 'x',
      'class/ada/proxy/p.py': 'x',
      'class/ada/web-server/w.py': 'x',
    });
    expect(await told(await intake('flat', { lab: 'proxy' }))).toEqual([
      'ada/proxy: ada.py',
      'ben/proxy: x/s.c',
    ]);
    expect(await told(await intake('class', { lab: 'proxy' }))).toEqual(['ada/proxy: p.py']);
  });

  it('may be flat, with student and lab in each name, or zips with a folder for each lab', async () => {
    await put({
      'flat/ada-proxy.py': 'x',
      'flat/udp_pinger_ben.zip': await makeZip({ 'c.py': 'x' }),
      'flat/cleo.zip': await makeZip({ 'cleo/proxy/p.py': 'x', 'cleo/Web Server/w.py': 'x' }),
      'flat/dan.zip': await makeZip({ 'misc/p.py': 'x' }),
      'flat/eve.zip': evil,
      'flat/fay-proxy.rar': 'Rar!',
    });
    const found = await intake('flat');
    expect(await told(found)).toEqual([
      'ada/proxy: ada-proxy.py',
      'ben/udp-pinger: c.py',
      'cleo/proxy: p.py',
      'cleo/web-server: w.py',
      'fay/proxy! fay-proxy.rar is a rar archive, and only zip files are unpacked here; unpack it into a folder of the same place, or ask for a zip file.',
    ]);
    expect(found.notes.join('\n')).toMatch(
      /^dan\.zip holds no folder that is named like a lab\. It is not known which lab/,
    );
    expect(found.notes.join('\n')).toMatch(
      /^eve\.zip holds \.\.\/evil\.py, which leads out of its folder\. It is not known/m,
    );
  });

  it('a zip among other files stays a file; a zip in a zip in a zip in a zip is refused', async () => {
    const wrap = async (inner: Uint8Array, name: string) => makeZip({ [name]: inner });
    const [one, four] = [await makeZip({ 'p.py': 'x' }), await makeZip({ 'p.py': 'x' })];
    const three = await wrap(await wrap(await wrap(four, '3.zip'), '2.zip'), '1.zip');
    await put({
      'class/ada/proxy/p.py': 'x',
      'class/ada/proxy/www/a.zip': one,
      'class/ben/proxy/all.zip': await wrap(one, 'in.zip'),
      'class/eve/proxy/all.zip': three,
    });
    expect(await told(await intake('class'))).toEqual([
      'ada/proxy: p.py www/a.zip',
      'ben/proxy: p.py',
      'eve/proxy! 3.zip is a zip in a zip, 3 deep; ask for one with the files in it.',
    ]);
  });

  it('nothing is written into it, and links in a submission are not followed by us', async () => {
    await put({ 'class/ada/proxy/p.zip': await makeZip({ 'p.py': 'x' }) });
    await intake('class');
    expect(await readdir(below('class/ada/proxy'))).toEqual(['p.zip']);
  });
});
