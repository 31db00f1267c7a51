import { expect, test } from 'vitest';
import { mailClient, pinger, proxy, proxyPy, server } from '../testing/plan-kit.ts';
import { findingsOf } from './testing/findings-of.ts';

const java = (body: string) =>
  `import java.net.InetAddress;\npublic class Ping {\n  public static void main(String[] a) throws Exception {\n    ${body}\n  }\n}\n`;

test.each([
  ['ping.py', 'import os, sys\nos.system("ping -c 4 " + sys.argv[1])\n'],
  ['ping.py', 'import subprocess\nout = subprocess.run(["ping", "-c", "1", host], capture_output=True)\n'],
  ['ping.py', 'from subprocess import check_output\nprint(check_output("ping -n 1 " + host, shell=True))\n'],
  ['ping.py', 'import os\ncmd = f"ping -c 1 {host}"\nprint(os.popen(cmd).read())\n'],
  ['ping.py', 'import subprocess\nsubprocess.Popen(["sudo", "/usr/bin/ping", host])\n'],
  [
    'ping.js',
    "const { execSync } = require('child_process');\nconst host = process.argv[2];\nconsole.log(execSync('ping -c 1 ' + host));\n",
  ],
  ['ping.js', "const cp = require('child_process');\ncp.spawn('ping', ['-c', '1', host]);\n"],
  ['Ping.java', java('Runtime.getRuntime().exec("ping -c 1 " + a[0]);')],
  ['Ping.java', java('new ProcessBuilder("ping", "-c", "1", a[0]).start();')],
  [
    'ping.go',
    'package main\n\nimport "os/exec"\n\nfunc main() {\n\texec.Command("ping", "-c", "1", "x").Run()\n}\n',
  ],
  ['ping.c', '#include <stdlib.h>\nint main(void) { return system("ping -c 1 example.com"); }\n'],
  ['ping.c', '#include <unistd.h>\nint main(void) { execlp("ping", "ping", "example.com", (char *)0); }\n'],
])('%s that leaves the work to ping', async (file, source) => {
  const findings = await findingsOf({ [file]: source }, pinger, ['ping']);
  expect(findings.map(({ title }) => title)).toEqual(['Pings with another program: ping']);
  expect(findings[0]?.detail).toMatch(new RegExp(`^${file}:\\d+: `));
});

test.each([
  [
    'clearing the screen',
    'import os, socket\nos.system("clear")\nsocket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\n',
  ],
  [
    'a commented-out line',
    'import os, socket\n# os.system("ping -c 4 x")\nsocket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\n',
  ],
  [
    'printing the word',
    'import socket\nprint("ping statistics")\nsend("ping 1 12:00")\nsocket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\n',
  ],
  [
    'a pattern that finds it',
    'import re, socket\nre.compile("x").match("ping -c 1")\nsocket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\n',
  ],
])('no other program: %s', async (_, source) => {
  expect(await findingsOf({ 'ping.py': source }, pinger, ['ping'])).toEqual([]);
});

test.each([
  [
    server,
    'http-server',
    'import os\nos.system("python3 -m http.server 8000")\n',
    'Answers HTTP with another program: python3 -m http.server',
  ],
  [
    server,
    'http-server',
    'import subprocess, sys\nsubprocess.call(["python", "-m", "SimpleHTTPServer", "80"])\n',
    'Answers HTTP with another program: python -m SimpleHTTPServer',
  ],
  [
    proxy,
    'http-client',
    `import subprocess\n${proxyPy}subprocess.check_output(["curl", "-s", url])\n`,
    'Fetches over HTTP with another program: curl',
  ],
  [
    proxy,
    'http-client',
    `import os\n${proxyPy}os.system("wget -q -O cache/x " + url)\n`,
    'Fetches over HTTP with another program: wget',
  ],
  [
    mailClient,
    'smtp',
    'import os\nos.system("echo hi | mail -s hi a@b.c")\nos.popen("sendmail -t", "w")\n',
    'Sends mail with another program: sendmail',
  ],
  [
    mailClient,
    'smtp',
    'import subprocess\nsubprocess.run(["curl", "--url", "smtps://x", "--mail-from", "a"])\n',
    'Sends mail with another program: curl',
  ],
] as const)('%s: %s', async (part, craft, source, title) => {
  expect((await findingsOf({ 'main.py': source }, part, [craft])).map((each) => each.title)).toEqual([title]);
});

test('the command of grade.yaml, and the script that it starts', async () => {
  const direct = { 'grade.yaml': 'run: python3 -m http.server 8080\n', 'index.html': 'hi' };
  const script = {
    'grade.yaml': 'run: sh start.sh\n',
    'start.sh': '#!/bin/sh\ncd public\nexec python3 -m http.server 8080\n',
  };
  const own = {
    'grade.yaml': 'run: sh start.sh\n',
    'start.sh': '#!/bin/sh\n# not python3 -m http.server\nexec ./server\n',
  };
  const [first] = await findingsOf(direct, server, ['http-server']);
  expect(first).toMatchObject({
    title: 'Answers HTTP with another program: python3 -m http.server',
    part: 'server',
  });
  expect((await findingsOf(script, server, ['http-server']))[0]?.detail).toContain(
    'start.sh:3: exec python3 -m http.server 8080',
  );
  expect(await findingsOf(own, server, ['http-server'])).toEqual([]);
});
