import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planPrograms } from './plan.ts';
import {
  pinger,
  planOf,
  plansOf,
  proxy,
  proxyPy,
  server,
  submission,
  udpClient,
  udpClientPy,
  udpServer,
  udpServerPy,
  webServerPy,
} from './testing/plan-kit.ts';

describe('which program of a folder', () => {
  it('tells exercises that lie side by side by what they do, and ignores tests', async () => {
    const root = await submission({
      'a.py': webServerPy,
      'b.py': proxyPy,
      'UDPPingerClient.py': udpServerPy,
      'UDPPingerServer.py': udpClientPy,
      'test_a.py': webServerPy,
      'venv/lib/server.py': webServerPy,
      'node_modules/x/server.js': 'require("net").createServer(() => {}).listen(80)',
    });
    expect((await plansOf(root, server)).map((plan) => plan.entry)).toEqual(['a.py']);
    expect((await plansOf(root, proxy)).map((plan) => plan.entry)).toEqual(['b.py']);
    // Swapped names: what they do with sockets decides.
    const pair = await plansOf(root, udpClient, udpServer);
    expect(pair.map((plan) => [plan.part, plan.entry])).toEqual([
      ['client', 'UDPPingerServer.py'],
      ['server', 'UDPPingerClient.py'],
    ]);
  });

  it('takes the one file that was handed in, whichever lies beside it', async () => {
    const root = await submission({ 'first.py': webServerPy, 'second.py': webServerPy });
    const [plan] = await plansOf(path.join(root, 'second.py'), server);
    expect(plan).toMatchObject({ entry: 'second.py', root, cwd: '.', command: ['python3', 'second.py'] });
  });

  it('prefers the file with a main over the module that it imports', async () => {
    const plan = await planOf(
      {
        'handler.py': webServerPy,
        'main.py': 'import handler\nif __name__ == "__main__":\n    handler.serve()\n',
      },
      server,
    );
    expect(plan.entry).toBe('main.py');
    expect(plan.expectedPorts[0]).toBe(6789);
  });

  it('names the one that fits next, for when the first does not come up', async () => {
    const files = { 'a.py': webServerPy, 'old/a.py': webServerPy, 'proxy.py': proxyPy };
    expect((await planOf(files, server)).otherwise?.entry).toBe('old/a.py');
    expect((await planOf({ 'a.py': webServerPy, 'proxy.py': proxyPy }, server)).otherwise).toBeUndefined();
    const wished = { ...files, 'grade.yaml': 'run: python3 a.py\n' };
    expect((await planOf(wished, server)).otherwise).toBeUndefined();
  });

  it('takes no module of definitions for a program, also where what imports it fits less', async () => {
    const files = {
      'run_client.py':
        'from Client.Client import Client\nfrom Server.Server import Server\nClient().ping(10)\n',
      'Client/Client.py': `class Client:\n    def ping(self, n):\n        ${udpClientPy.split('\n').join('\n        ')}`,
      'Server/Server.py': `class Server:\n    def run(self):\n        ${udpServerPy.split('\n').join('\n        ')}`,
    };
    expect((await planOf(files, udpClient)).entry).toBe('run_client.py');
  });

  it('leaves a program whose folder was not handed in to the one beside it', async () => {
    const lacking = webServerPy.replace('6789', 'read("ToSend/port.txt")');
    const files = { 'a.py': lacking, 'b.py': webServerPy };
    expect((await planOf(files, server)).entry).toBe('b.py');
    expect((await planOf({ ...files, 'ToSend/port.txt': '1' }, server)).entry).toBe('a.py');
  });

  it.each([
    ['an empty folder', {}, 'The submission is empty.'],
    ['no program', { 'notes.txt': 'x' }, 'None of the 1 files is a program'],
    ['other programs only', { 'a.py': 'print(1)', 'b.py': 'print(2)' }, 'None of the 2 programs looks like'],
  ])('says in a sentence why there is nothing: %s', async (_, files, reason) => {
    const result = await planPrograms(await submission(files), [server]);
    expect(result.kind === 'nothing' ? result.reason : '').toContain(reason);
  });

  it('says so when the folder does not exist', async () => {
    expect(await planPrograms('/does/not/exist', [server])).toEqual({
      kind: 'nothing',
      reason: 'Could not read /does/not/exist: it does not exist.',
    });
  });
});

describe('any content', () => {
  const names = [
    'a.py',
    'b.c',
    'Makefile',
    'C.java',
    'd.go',
    'e.js',
    'f.ts',
    'package.json',
    'grade.yaml',
    'readme',
    'g.h',
  ];
  const pieces = [
    'print "x"',
    'sys.argv[1]',
    'input(',
    '"""',
    "'",
    '(',
    '{',
    '#include "../x.h"',
    '\n\t',
    'int main(',
    'socket',
    '/*',
    '`',
    '\\',
    'class A {',
    'if len(sys.argv) < 2:',
    ', e:',
    '$(A)',
    'A=$(A)\n',
    '-o $@',
    '\0',
    '((((((((',
  ];
  const content = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join(' ')),
  );

  it('never makes it throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), content, { maxKeys: 4 }), async (files) => {
        const result = await planPrograms(await submission(files), [server, udpClient, pinger]);
        if (result.kind === 'nothing') expect(result.reason).not.toBe('');
        else for (const plan of result.plans) expect(plan.candidates.length).toBeGreaterThan(0);
      }),
      { numRuns: 120 },
    );
  });

  it('reads a long hostile line in little time', async () => {
    const started = performance.now();
    const lines = [
      '('.repeat(60_000),
      `${'a,'.repeat(40_000)}=sys.argv`,
      `x = ${'"a" + '.repeat(20_000)}`,
      `print ${' '.repeat(50_000)}`,
      'if len(sys.argv '.repeat(4_000),
    ];
    await planPrograms(
      await submission({ 'a.py': lines.join('\n'), 'b.c': `int main(${lines.join('\n')}` }),
      [server],
    );
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
