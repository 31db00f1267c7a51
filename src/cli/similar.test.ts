import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bringDolos } from '../similarity/bring-dolos.ts';
import type { SimilarPrograms } from '../similarity/similar-programs.ts';
import { addSimilarCommand } from './similar.ts';

const brought = await bringDolos(() => {}).catch((error: Error) => error);
const reason = brought instanceof Error ? ` (not run: ${brought.message})` : '';

const server = `import socket
s = socket.socket()
s.bind(('', 8080))
s.listen(5)
while True:
    c, a = s.accept()
    request = c.recv(1024).decode()
    name = request.split()[1][1:]
    try:
        body = open(name, 'rb').read()
        c.send(b'HTTP/1.1 200 OK\\r\\n')
        c.send(('Content-Length: ' + str(len(body)) + '\\r\\n\\r\\n').encode())
        c.send(body)
    except IOError:
        c.send(b'HTTP/1.1 404 Not Found\\r\\n\\r\\n')
        c.send(b'<h1>Not found</h1>')
    c.close()
`;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'similar-'));
  onTestFinished(async () => await rm(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return root;
}

/** Calls the command; gives back what it printed. */
async function similar(...args: string[]): Promise<string> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk, ...rest) => {
    printed.push(String(chunk));
    for (const each of rest) if (typeof each === 'function') each();
    return true;
  });
  try {
    const program = new Command('grade').exitOverride();
    program.configureOutput({ writeErr: () => {} });
    addSimilarCommand(program, () => {});
    for (const each of program.commands) each.exitOverride().configureOutput({ writeErr: () => {} });
    await program.parseAsync(['similar', ...args], { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return printed.join('');
}

describe.skipIf(reason !== '')(`grade similar${reason}`, () => {
  test('compares a class, and one of last year, and writes page and JSON', async () => {
    const now = await folderWith({
      'ada/web-server/server.py': server,
      'ben/web-server/web.py': server.replaceAll('request', 'anfrage').replaceAll('body', 'inhalt'),
      'ben/proxy/proxy.py': 'print(1)\n',
    });
    const before = await folderWith({ 'carl/web-server/s.py': server });
    const out = path.join(await folderWith({}), 'report');
    const text = await similar(now, '--with', before, '--lab', 'web-server', '--out', out);
    expect(text).toContain('Web server: 2 compared, 3 similar pairs');
    expect(text).toContain('  100 %  ada, ben');
    expect(text).toContain('carl (earlier)');
    const json = JSON.parse(await readFile(path.join(out, 'similar.json'), 'utf8')) as SimilarPrograms;
    expect(json).toMatchObject({ schema: 'grade/similar/v1', atLeast: 0.4 });
    expect(json.labs.map(({ lab }) => lab)).toEqual(['web-server']);
    expect(json.labs[0]?.pairs.map(({ right }) => right.from).sort()).toEqual(['earlier', 'earlier', 'this']);
    expect(await readFile(path.join(out, 'similar.html'), 'utf8')).toContain('ben: web.py, lines');
  });

  test('--json prints the pairs and nothing else', async () => {
    const now = await folderWith({ 'ada/web-server/a.py': server, 'ben/web-server/b.py': server });
    const text = await similar(now, '--json', '--out', path.join(now, '..', `${path.basename(now)}-out`));
    onTestFinished(async () => await rm(`${now}-out`, { recursive: true, force: true }));
    expect((JSON.parse(text) as SimilarPrograms).labs[0]?.pairs[0]?.similarity).toBe(1);
  });
});

test.each(['0', '101', 'much'])('--at-least %s is refused', async (value) => {
  await expect(similar('x', '--at-least', value)).rejects.toThrow(/from 1 to 100/);
});

test('a lab that is not there is refused before anything is brought', async () => {
  await expect(similar('x', '--lab', 'no-lab')).rejects.toThrow(/no-lab/);
});
