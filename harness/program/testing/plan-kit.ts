import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Part } from '../../engine/lab.ts';
import * as clues from '../clues.ts';
import { planPrograms } from '../plan.ts';
import type { ProgramPlan } from '../types.ts';

export const server: Part = {
  id: 'server',
  title: 'web server',
  role: 'server',
  transport: 'tcp',
  clues: clues.webServerClues,
};
export const proxy: Part = {
  id: 'proxy',
  title: 'proxy',
  role: 'server',
  transport: 'tcp',
  clues: clues.proxyClues,
};
export const mailClient: Part = {
  id: 'client',
  title: 'mail client',
  role: 'client',
  transport: 'tcp',
  clues: clues.smtpClientClues,
};
export const pinger: Part = {
  id: 'pinger',
  title: 'ICMP pinger',
  role: 'client',
  transport: 'icmp',
  clues: clues.icmpPingClues,
};
export const udpClient: Part = {
  id: 'client',
  title: 'UDP pinger client',
  role: 'client',
  transport: 'udp',
  clues: clues.udpPingerClientClues,
};
export const udpServer: Part = {
  id: 'server',
  title: 'UDP pinger server',
  role: 'server',
  transport: 'udp',
  clues: clues.udpPingerServerClues,
};
/** A folder with these files, for as long as the test runs. */
export async function submission(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'plan-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
  return root;
}

export async function plansOf(location: string, ...parts: Part[]): Promise<readonly ProgramPlan[]> {
  const result = await planPrograms(location, parts);
  if (result.kind === 'nothing') throw new Error(result.reason);
  return result.plans;
}

export async function planOf(files: Readonly<Record<string, string>>, part: Part): Promise<ProgramPlan> {
  const [plan] = await plansOf(await submission(files), part);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

export const webServerPy = `from socket import *
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
export const proxyPy = `import sys
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
export const udpClientPy = `import sys, time
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
export const udpServerPy = `import random
from socket import *
s = socket(AF_INET, SOCK_DGRAM)
s.bind(('', 12000))
while True:
    message, address = s.recvfrom(1024)
    if random.randint(0, 10) >= 4:
        s.sendto(message.upper(), address)
`;
