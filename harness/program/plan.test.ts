import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Part } from '../engine/lab.ts';
import * as clues from './clues.ts';
import { planPrograms } from './plan.ts';
import type { ProgramPlan } from './types.ts';

const server: Part = {
  id: 'server',
  title: 'web server',
  role: 'server',
  transport: 'tcp',
  clues: clues.webServerClues,
};
const proxy: Part = {
  id: 'proxy',
  title: 'proxy',
  role: 'server',
  transport: 'tcp',
  clues: clues.proxyClues,
};
const mailClient: Part = {
  id: 'client',
  title: 'mail client',
  role: 'client',
  transport: 'tcp',
  clues: clues.smtpClientClues,
};
const pinger: Part = {
  id: 'pinger',
  title: 'ICMP pinger',
  role: 'client',
  transport: 'icmp',
  clues: clues.icmpPingClues,
};
const udpClient: Part = {
  id: 'client',
  title: 'UDP pinger client',
  role: 'client',
  transport: 'udp',
  clues: clues.udpPingerClientClues,
};
const udpServer: Part = {
  id: 'server',
  title: 'UDP pinger server',
  role: 'server',
  transport: 'udp',
  clues: clues.udpPingerServerClues,
};

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function submission(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'plan-'));
  folders.push(root);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
  return root;
}

async function plansOf(location: string, ...parts: Part[]): Promise<readonly ProgramPlan[]> {
  const result = await planPrograms(location, parts);
  if (result.kind === 'nothing') throw new Error(result.reason);
  return result.plans;
}

async function planOf(files: Readonly<Record<string, string>>, part: Part): Promise<ProgramPlan> {
  const [plan] = await plansOf(await submission(files), part);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

const webServerPy = `from socket import *
s = socket(AF_INET, SOCK_STREAM)
serverPort = 6789
s.bind(('', serverPort))
s.listen(1)
while True:
    c, a = s.accept()
    name = c.recv(1024).decode().split()[1]
    f = open(name[1:])
    c.send("HTTP/1.1 200 OK\\r\\n\\r\\n".encode())
`;
const proxyPy = `import sys
from socket import *
if len(sys.argv) <= 1:
    print('Usage : "python Relay.py server_ip"\\n[server_ip : the address')
    sys.exit(2)
s = socket(AF_INET, SOCK_STREAM)
s.bind(('', 8888))
s.listen(5)
while 1:
    c, a = s.accept()
    cached = open("cache/" + "x", "rb")
    o = socket(AF_INET, SOCK_STREAM)
    o.connect(("origin.example.com", 80))
    o.send(b"GET / HTTP/1.0\\r\\nHost: x\\r\\n\\r\\n")
`;
const udpClientPy = `import sys, time
from socket import *
host, port = sys.argv[1], int(sys.argv[2])
s = socket(AF_INET, SOCK_DGRAM)
s.settimeout(1)
for i in range(1, 11):
    s.sendto(f'Ping {i} {time.time()}'.encode(), (host, port))
    try:
        s.recvfrom(1024)
    except timeout:
        print('Request timed out')
`;
const udpServerPy = `import random
from socket import *
s = socket(AF_INET, SOCK_DGRAM)
s.bind(('', 12000))
while True:
    message, address = s.recvfrom(1024)
    if random.randint(0, 10) >= 4:
        s.sendto(message.upper(), address)
`;

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
      build: { command: ['make', 'websrv'], cwd: '.' },
      command: ['./websrv'],
      needs: ['make', 'gcc'],
    });
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

describe('arguments', () => {
  const head = 'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\n';
  it.each([
    ['two in one assignment', 'import sys\nhost, port = sys.argv[1], int(sys.argv[2])', '{host} {port}'],
    ['by unpacking', 'import sys\nscript, server_ip, server_port = sys.argv', '{host} {port}'],
    ['port first', 'import sys\np = int(sys.argv[1])\ntarget = sys.argv[2]', '{port} {host}'],
    [
      'only by a length test and a usage text',
      'import sys\nif len(sys.argv) != 2:\n    print("usage: x.py <IP address>")\n    sys.exit(1)',
      '{host}',
    ],
    ['from sys import argv', 'from sys import argv\naddress = argv[1]', '{host}'],
    ['with a default', 'import sys\nhost = sys.argv[1] if len(sys.argv) > 1 else "a.com"', ''],
    [
      'with a default in an else',
      'import sys\nif len(sys.argv) > 1:\n    host = sys.argv[1]\nelse:\n    host = "a.com"',
      '',
    ],
    [
      'argparse',
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('host')\np.add_argument('-p', '--port', type=int, required=True)\np.add_argument('-c', '--count', type=int, default=4)\np.parse_args()",
      '{host} --port {port}',
    ],
    ['none', 'x = 1', ''],
  ])('%s', async (_, lines, first) => {
    const plan = await planOf({ 'icmp.py': `${head}${lines}\n` }, pinger);
    expect(plan.candidates[0]?.args.join(' ')).toBe(first);
    const keys = plan.candidates.map((candidate) => candidate.args.join(' '));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(lines === 'x = 1' ? 1 : keys.length);
  });

  it.each([
    [
      'c',
      'p.c',
      'int main(int argc, char *argv[]) { if (argc < 3) { usage(); exit(1); }\n char *host = argv[1];\n int port = atoi(argv[2]);\n socket(2, SOCK_RAW, 1); }',
      '{host} {port}',
    ],
    [
      'java',
      'P.java',
      'public class P { public static void main(String[] argv) {\n String target = argv[0];\n // icmp\n InetAddress.getByName(target).isReachable(1); } }',
      '{host}',
    ],
    [
      'go',
      'p.go',
      'package main\nimport ("os";"net")\nfunc main() {\n host := os.Args[1]\n net.Dial("ip4:icmp", host) }',
      '{host}',
    ],
    [
      'go flags',
      'p.go',
      'package main\nimport ("flag";"net")\nfunc main() {\n host := flag.String("host", "", "target")\n net.Dial("ip4:icmp", *host) }',
      '-host {host}',
    ],
    [
      'node',
      'p.js',
      "const raw = require('raw-socket');\nconst [target] = process.argv.slice(2);\nraw.createSocket({ protocol: raw.Protocol.ICMP });",
      '{host}',
    ],
  ])('of %s', async (_, name, text, first) => {
    expect((await planOf({ [name]: text }, pinger)).candidates[0]?.args.join(' ')).toBe(first);
  });
});

describe('prompts of the source', () => {
  it.each([
    [
      'm.py',
      "from socket import *\nfrom getpass import getpass\ns = socket(AF_INET, SOCK_STREAM)\ns.connect((input('Mail server: '), int(input('Port? '))))\npw = getpass('App password: ')\nto = input(f'{1} Recipient: ')\n",
      ['host', 'port', 'password', 'recipient'],
    ],
    [
      'M.java',
      'public class M { public static void main(String[] a) { Scanner in = new Scanner(System.in);\n System.out.print("Subject: ");\n String s = in.nextLine();\n System.out.println("Porta do servidor:");\n int p = in.nextInt();\n new Socket("x.com", p); } }',
      ['subject', 'port'],
    ],
    [
      'm.c',
      'int main() { char host[9]; int port; printf("Server name: "); scanf("%s", host); printf("Port: "); scanf("%d", &port); connect(socket(2, SOCK_STREAM, 0)); }',
      ['host', 'port'],
    ],
    [
      'm.go',
      'package main\nimport ("bufio";"os";"net";"fmt")\nfunc main() {\n r := bufio.NewReader(os.Stdin)\n fmt.Print("Von: ")\n s, _ := r.ReadString(10)\n c := bufio.NewReader(conn)\n c.ReadString(10)\n net.Dial("tcp", s) }',
      ['sender'],
    ],
    [
      'm.js',
      "const net = require('net');\nrl.question('Enter the body of the mail: ', (b) => net.connect(25, 'x.com'));",
      ['body'],
    ],
  ])('%s', async (name, text, meanings) => {
    const plan = await planOf({ [name]: text }, mailClient);
    expect(plan.prompts.map((prompt) => prompt.meaning)).toEqual(meanings);
  });

  it('says which are secret and which want a number', async () => {
    const plan = await planOf(
      {
        'm.py':
          "import socket, getpass\nn = int(input('Port: '))\ngetpass.getpass()\nsocket.create_connection(('x.com', n))\n",
      },
      mailClient,
    );
    expect(plan.prompts).toEqual([
      { text: 'Port: ', meaning: 'port', isSecret: false, wantsNumber: true },
      { text: '', meaning: 'password', isSecret: true, wantsNumber: false },
    ]);
  });
});

describe('grade.yaml of a submission', () => {
  it('comes before what was worked out', async () => {
    const plan = await planOf(
      {
        'a.py': webServerPy,
        'grade.yaml':
          'run: python3 -u a.py\nargs: [--port, "{port}"]\nenv: {DEBUG: 1}\nstdin: [yes, "{host}"]\nbuild: make it\n',
      },
      server,
    );
    expect(plan).toMatchObject({
      command: ['python3', '-u', 'a.py'],
      candidates: [{ args: ['--port', '{port}'], why: 'grade.yaml' }],
      env: { DEBUG: '1' },
      stdin: 'yes\n{host}\n',
      build: { command: ['make', 'it'], cwd: '.' },
      why: 'the run line of grade.yaml',
    });
  });

  it('makes a plan for a language that is not known', async () => {
    expect(await planOf({ 'a.rb': '', 'grade.yaml': 'run: ruby a.rb' }, server)).toMatchObject({
      language: 'other',
      entry: 'a.rb',
      command: ['ruby', 'a.rb'],
      needs: ['ruby'],
    });
  });

  const pingers = { 'a.rb': '', 'b.rb': '' };

  it('names a program for each part', async () => {
    const text =
      'env: {DEBUG: 1}\nparts:\n  client: {run: ruby a.rb}\n  server: {run: ruby b.rb, env: {DEBUG: 2}}\n';
    const result = await planPrograms(await submission({ ...pingers, 'grade.yaml': text }), [
      udpClient,
      udpServer,
    ]);
    expect(result).toMatchObject({
      kind: 'plans',
      plans: [
        { part: udpClient.id, command: ['ruby', 'a.rb'], env: { DEBUG: '1' } },
        { part: udpServer.id, command: ['ruby', 'b.rb'], env: { DEBUG: '2' } },
      ],
    });
  });

  it.each([
    [
      'parts:\n  sever: {run: x}\n',
      'grade.yaml: the part `sever` is not known; the parts of this lab are client, server.',
    ],
    [
      'parts:\n  server: {rum: x}\n',
      'grade.yaml, line 2: the key `rum` is not known; the keys are run, build, args, stdin and env.',
    ],
    [
      'parts:\n  server: x\n',
      'grade.yaml, line 2: the value of `server` must be keys and values, such as `run: python3 main.py`.',
    ],
    ['args: {a: b}\n', 'grade.yaml, line 1: the value of `args` must be a text or a list of texts.'],
  ])('is refused for what is wrong in a part: %j', async (text, reason) => {
    const folder = await submission({ ...pingers, 'grade.yaml': text });
    expect(await planPrograms(folder, [udpClient, udpServer])).toEqual({ kind: 'nothing', reason });
  });

  it('does not start one program for every part', async () => {
    const files = {
      'UDPServer.py': udpServerPy,
      'UDPClient.py': udpClientPy,
      'grade.yaml': 'run: python3 UDPServer.py\n',
    };
    const result = await planPrograms(await submission(files), [udpClient, udpServer]);
    expect(result).toMatchObject({ kind: 'nothing', reason: expect.stringContaining('below `parts:`') });
  });

  it('is refused with file, line and key', async () => {
    const result = await planPrograms(
      await submission({ 'a.py': webServerPy, 'grade.yaml': 'args: x\nrunn: y\n' }),
      [server],
    );
    expect(result).toEqual({
      kind: 'nothing',
      reason:
        'grade.yaml, line 2: the key `runn` is not known; the keys are run, build, args, stdin, env and parts.',
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
