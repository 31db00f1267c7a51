import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  mailClient,
  planOf,
  plansOf,
  proxy,
  proxyPy,
  server,
  submission,
  webServerPy,
} from './testing/plan-kit.ts';

describe('how it is built and started', () => {
  it('compiles C with the header and the source of the parent folder, also for one file', async () => {
    const root = await submission({
      'server/web.c':
        '#include "../wrap.h"\nint main(int argc, char **argv) { int s = socket(2, SOCK_STREAM, 0); listen(s, 5); }\n',
      'wrap.h': 'int wrap(void);\n',
      'wrap.c': '#include "wrap.h"\nint wrap(void) { return 1; }\n',
    });
    const wanted = {
      root,
      entry: 'server/web.c',
      cwd: 'server',
      command: ['./.grade-build/program'],
      language: 'c',
      needs: ['gcc'],
    };
    const command = ['gcc', '-o', '.grade-build/program', 'web.c', '../wrap.c', '-lpthread', '-lm'];
    for (const location of [root, path.join(root, 'server'), path.join(root, 'server', 'web.c')]) {
      const [plan] = await plansOf(location, server);
      expect(plan).toMatchObject({ ...wanted, build: { command, cwd: 'server' } });
    }
  });

  it('adds -I for a header that is named without its folder, but never leaves a repository', async () => {
    const files = {
      'x/server/web.c': '#include "wrap.h"\nint main() { listen(socket(2, SOCK_STREAM, 0), 5); }\n',
      'x/wrap.h': '',
      'x/wrap.c': 'int w;',
    };
    const root = await submission(files);
    const [plan] = await plansOf(path.join(root, 'x/server/web.c'), server);
    expect(plan?.build?.command).toEqual([
      'gcc',
      '-I..',
      '-o',
      '.grade-build/program',
      'web.c',
      '../wrap.c',
      '-lpthread',
      '-lm',
    ]);
    await mkdir(path.join(root, 'x/server/.git'));
    const [fenced] = await plansOf(path.join(root, 'x/server/web.c'), server);
    expect(fenced).toMatchObject({
      root: path.join(root, 'x/server'),
      notes: ['The header wrap.h is not in the submission.'],
    });
  });

  it('uses the Makefile where it tells the binary', async () => {
    const plan = await planOf(
      {
        Makefile:
          'CC = gcc\nBIN=websrv\nOBJS = main.o net.o\nall: $(BIN)\n$(BIN): $(OBJS)\n\t$(CC) -o $@ $(OBJS) -lpthread\n',
        'main.c': 'int main() { listen(socket(2, SOCK_STREAM, 0), 5); }',
        'net.c': 'int n;',
      },
      server,
    );
    expect(plan).toMatchObject({
      // Rebuilt: a binary may have been handed in with it.
      build: {
        command: ['make', '-B', 'websrv'],
        cwd: '.',
        alternatives: [{ command: ['make', 'websrv'] }, { command: ['make', '-B'] }, { command: ['make'] }],
      },
      command: ['./websrv'],
      needs: ['make', 'gcc'],
    });
  });

  it('uses a Makefile above the source, from there, and plain make where a target alone does not do', async () => {
    const makefile = [
      'OBJ = ./obj',
      'todo: dir lib web',
      'lib: net.o',
      '\tar rcs libnet.a $(OBJ)/net.o',
      'net.o: lib/net.c',
      '\tgcc -c lib/net.c -o $(OBJ)/net.o',
      'web.o: src/web.c',
      '\tgcc -c src/web.c -o $(OBJ)/web.o',
      'web: web.o',
      '\tgcc $(OBJ)/web.o -L. -lnet -o ./web.out',
      'dir:',
      '\tmkdir $(OBJ)',
    ].join('\n');
    const files = {
      makefile,
      'src/web.c': 'int main() { listen(socket(2, SOCK_STREAM, 0), 5); }',
      'lib/net.c': 'int n;',
    };
    expect(await planOf(files, server)).toMatchObject({
      entry: 'src/web.c',
      cwd: '.',
      build: {
        command: ['make', '-B', 'web'],
        cwd: '.',
        alternatives: [{ command: ['make', 'web'] }, { command: ['make', '-B'] }, { command: ['make'] }],
      },
      command: ['./web.out'],
    });
    const starting = { ...files, makefile: makefile.replace('-o ./web.out', '-o ./web.out\n\t./web.out') };
    expect((await planOf(starting, server)).build?.alternatives).toEqual([{ command: ['make', 'web'] }]);
  });

  it('compiles all files of a C++ folder with one main', async () => {
    const plan = await planOf(
      {
        'main.cpp': '#include "a.hpp"\nint main() { listen(socket(2, SOCK_STREAM, 0), 5); }',
        'a.hpp': '',
        'a.cpp': 'int a;',
      },
      server,
    );
    expect(plan.build?.command).toEqual([
      'g++',
      '-o',
      '.grade-build/program',
      'main.cpp',
      'a.cpp',
      '-lpthread',
      '-lm',
    ]);
    expect(plan.language).toBe('c++');
  });

  it('takes C++ for what it is, whatever its files are called', async () => {
    const files = {
      'main.c': 'int main() { listen(socket(2, SOCK_STREAM, 0), 5); }',
      'a.h': '#include <iostream>',
      'a.c': '#include "a.h"',
    };
    const plan = await planOf(files, server);
    expect(plan).toMatchObject({ language: 'c++', needs: ['g++'] });
    expect(plan.build?.command[0]).toBe('g++');
    expect(plan.build?.alternatives?.map(({ command }) => command.slice(0, 4))).toEqual([
      ['gcc', '-o', '.grade-build/program', 'main.c'],
    ]);
    expect((await planOf({ ...files, 'a.h': '#include <string.h>' }, server)).language).toBe('c');
  });

  const javaServer =
    'public class Web { public static void main(String[] args) throws Exception { var s = new java.net.ServerSocket(8081); while (true) new Worker(s.accept()).run(); } }';
  it('compiles a Java class and what it uses, and nothing else', async () => {
    const plan = await planOf(
      { 'Web.java': javaServer, 'Worker.java': 'class Worker { }', 'Broken.java': 'class Broken {' },
      server,
    );
    expect(plan.build?.command).toEqual([
      'javac',
      '-encoding',
      'UTF-8',
      '-d',
      '.grade-build',
      'Web.java',
      'Worker.java',
    ]);
    expect(plan).toMatchObject({
      command: ['java', '-cp', '.grade-build', 'Web'],
      needs: ['javac', 'java'],
      expectedPorts: [8081],
    });
  });

  it('starts a Java class of a package above its folders', async () => {
    const plan = await planOf(
      {
        'p/src/edu/net/Web.java': `package edu.net;\n${javaServer}`,
        'p/src/edu/net/Worker.java': 'package edu.net;\nclass Worker {}',
      },
      server,
    );
    expect(plan).toMatchObject({ cwd: 'p', command: ['java', '-cp', '.grade-build', 'edu.net.Web'] });
    expect(plan.build?.command.slice(-2)).toEqual(['src/edu/net/Web.java', 'src/edu/net/Worker.java']);
  });

  const goServer =
    'package main\nimport "net"\nfunc main() { l, _ := net.Listen("tcp", ":7070"); for { l.Accept() } }\n';
  it.each([
    [
      'with go.mod',
      { 'go.mod': 'module x', 'main.go': goServer, 'x.go': 'package main' },
      ['.'],
      { GOFLAGS: '-mod=mod' },
    ],
    ['without', { 'main.go': goServer, 'x.go': 'package main' }, ['main.go', 'x.go'], { GO111MODULE: 'off' }],
    [
      'one of several mains',
      { 'a.go': goServer, 'b.go': 'package main\nfunc main() {}' },
      ['a.go'],
      { GO111MODULE: 'off' },
    ],
  ])('builds Go %s', async (_, files, targets, env) => {
    const plan = await planOf(files, server);
    expect(plan.build?.command).toEqual(['go', 'build', '-o', '.grade-build/program', ...targets]);
    expect(plan.env).toMatchObject(env);
    expect(plan.expectedPorts).toEqual([7070]);
  });

  it('builds Go again without what older versions cannot read in go.mod', async () => {
    const module = 'module web\n\ngo 1.25.6\n\ntoolchain go1.25.7\n';
    const plan = await planOf({ 'go.mod': module, 'main.go': goServer }, server);
    expect(plan.build?.alternatives).toEqual([
      {
        command: ['go', 'build', '-modfile=.grade-build/go.mod', '-o', '.grade-build/program', 'main.go'],
        files: [{ path: '.grade-build/go.mod', text: 'module web\n\ngo 1.25\n\n\n' }],
      },
    ]);
    const older = await planOf({ 'go.mod': 'module web\n\ngo 1.25\n', 'main.go': goServer }, server);
    expect(older.build?.alternatives).toBeUndefined();
  });

  it('starts what package.json names, and TypeScript as it is', async () => {
    const code =
      "import net from 'node:net';\nnet.createServer((c) => c.end('HTTP/1.1 200 OK')).listen(8000);\n";
    const plan = await planOf(
      {
        'package.json': '{"type":"module","scripts":{"start":"node src/app.ts"}}',
        'src/app.ts': code,
        'server.ts': code,
      },
      server,
    );
    expect(plan).toMatchObject({
      entry: 'src/app.ts',
      cwd: 'src',
      command: ['node', 'app.ts'],
      language: 'typescript',
      expectedPorts: [8000],
    });
    expect(plan.why).toContain('package.json names it in scripts.start');
  });

  it('starts a module of a package with -m', async () => {
    const plan = await planOf(
      { 'app/__init__.py': '', 'app/main.py': `from .util import x\n${webServerPy}`, 'app/util.py': 'x = 1' },
      server,
    );
    expect(plan).toMatchObject({ cwd: '.', command: ['python3', '-m', 'app.main'], entry: 'app/main.py' });
  });

  it('starts from the root where the named folder lies there, and asks for a folder that is missing', async () => {
    expect(await planOf({ 'five/relay.py': proxyPy, 'cache/.keep': '' }, proxy)).toMatchObject({
      cwd: '.',
      command: ['python3', 'five/relay.py'],
      folders: ['cache'],
    });
    expect(await planOf({ 'five/relay.py': proxyPy }, proxy)).toMatchObject({
      cwd: 'five',
      folders: ['cache'],
    });
    expect(
      (await planOf({ 'relay.py': `import os\nos.makedirs("cache")\n${proxyPy}` }, proxy)).folders,
    ).toEqual([]);
  });

  it('puts documents into the root that a configuration names', async () => {
    const conf = '# server\nserver_root = htpages\nmax_clients = 10\n';
    const plan = await planOf({ 'web.py': webServerPy, 'server.conf': conf }, server);
    expect(plan.folders).toEqual(['htpages']);
    expect(plan.documentFolders).toEqual(['.', 'htpages']);
  });

  it('puts documents where pages lie, whatever the folder is called', async () => {
    const plan = await planOf({ 'web.py': webServerPy, 'arq/um/inicio.html': '', 'img/a.png': '' }, server);
    expect(plan.documentFolders).toEqual(['.', 'arq/um']);
  });

  it('puts documents beside the script and into the folders that it serves from', async () => {
    const plan = await planOf(
      { 'web.py': webServerPy.replace('name[1:]', "'./public/' + name[1:]"), 'www/index.html': '<p>' },
      server,
    );
    expect([...plan.documentFolders].sort()).toEqual(['.', 'public', 'www']);
  });

  it('gives variables of the environment their placeholders', async () => {
    const source =
      "import os, socket\nu = os.environ['SMTP_USERNAME']\np = os.getenv('MAIL_PASSWORD')\nport = os.environ.get('MAIL_PORT', 587)\ns = socket.create_connection(('smtp.example.com', 465))\ns.send(b'EHLO me\\r\\nMAIL FROM:<a@example.com>')\n";
    const plan = await planOf({ 'mail.py': source }, mailClient);
    expect(plan.env).toEqual({ SMTP_USERNAME: '{user}', MAIL_PASSWORD: '{password}' });
    expect(plan.expectedPorts[0]).toBe(465);
    expect(plan.expectedHosts).toContain('smtp.example.com');
  });
});
