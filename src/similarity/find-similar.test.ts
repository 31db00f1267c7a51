import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Submission } from '../course/submission.ts';
import { bringDolos } from './bring-dolos.ts';
import { type Dolos, loadDolos } from './dolos.ts';
import { findSimilar } from './find-similar.ts';
import { renderSimilarPage } from './render-similar-page.ts';
import type { SimilarInLab } from './similar-programs.ts';

const brought = await bringDolos(() => {}).catch((error: Error) => error);
const reason = brought instanceof Error ? ` (not run: ${brought.message})` : '';

/** As a student writes it. */
const original = `import socket
import time

# my pinger
server = ('127.0.0.1', 12000)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1)
times = []
lost = 0

def ping(number):
    global lost
    start = time.time()
    message = 'Ping ' + str(number) + ' ' + str(start)
    sock.sendto(message.encode(), server)
    try:
        data, address = sock.recvfrom(1024)
        rtt = (time.time() - start) * 1000
        times.append(rtt)
        print('Reply from ' + address[0] + ': ' + data.decode() + ' time=' + str(rtt) + 'ms')
    except socket.timeout:
        lost = lost + 1
        print('Request timed out')

def summary():
    if len(times) > 0:
        print('min', min(times), 'max', max(times), 'avg', sum(times) / len(times))
    print('loss', lost * 100 / 10, '%')

for i in range(1, 11):
    ping(i)
summary()
sock.close()
`;

/** The same with other names, words, comments and layout, and the functions the other way round. */
const disguised = `import time, socket

dest = ("localhost", 9999)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(2)
results = []
missing = 0


def show_statistics():
    # print everything
    if len(results) > 0:
        print("fastest", min(results), "slowest", max(results), "mean", sum(results) / len(results))
    print("packet loss", missing * 100 / 10, "percent")


def one_round(n):
    global missing
    begin = time.time()
    text = "PING " + str(n) + " " + str(begin)
    s.sendto(text.encode(), dest)
    try:
        answer, who = s.recvfrom(2048)
        took = (time.time() - begin) * 1000
        results.append(took)
        print("got " + who[0] + "| " + answer.decode() + " after " + str(took) + " ms")
    except socket.timeout:
        missing = missing + 1
        print("no answer")


for k in range(1, 11):
    one_round(k)
show_statistics()
s.close()
`;

/** The same task, by somebody else. */
const independent = `from socket import *
from datetime import datetime
import sys

class Pinger:
    def __init__(self, host, port=12000, count=10):
        self.target = (host, port)
        self.count = count
        self.rtts = {}

    def run(self):
        with socket(AF_INET, SOCK_DGRAM) as udp:
            udp.settimeout(1.0)
            for seq in range(self.count):
                sent = datetime.now()
                udp.sendto(f'Ping {seq} {sent}'.encode(), self.target)
                while True:
                    try:
                        reply = udp.recv(4096)
                    except timeout:
                        print(f'{seq}: lost')
                        break
                    if reply.split()[1] == str(seq).encode():
                        self.rtts[seq] = (datetime.now() - sent).total_seconds()
                        print(f'{seq}: {self.rtts[seq]:.6f} s')
                        break

    @property
    def loss(self):
        return 1 - len(self.rtts) / self.count

if __name__ == '__main__':
    pinger = Pinger(sys.argv[1] if len(sys.argv) > 1 else 'localhost')
    pinger.run()
    values = sorted(pinger.rtts.values())
    print(f'{pinger.loss:.0%} lost', values[:1], values[-1:])
`;

describe.skipIf(reason !== '')(`similar programs${reason}`, () => {
  let root: string;
  let dolos: Dolos;

  beforeAll(async () => {
    if (brought instanceof Error) throw brought;
    root = await mkdtemp(path.join(tmpdir(), 'similar-'));
    dolos = await loadDolos(brought);
  });
  afterAll(async () => await rm(root, { recursive: true, force: true }));

  /** Submissions, from `student/file` to its text. */
  async function handedIn(files: Readonly<Record<string, string>>): Promise<Submission[]> {
    const folder = await mkdtemp(path.join(root, 'class-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    const students = new Set(Object.keys(files).map((name) => name.split('/')[0] ?? ''));
    return [...students].map((student) => ({
      student,
      lab: 'udp-pinger',
      location: path.join(folder, student),
    }));
  }

  async function compared(
    files: Readonly<Record<string, string>>,
    earlier: Readonly<Record<string, string>> = {},
    atLeast = 0.4,
  ): Promise<SimilarInLab> {
    const lab = { id: 'udp-pinger', title: 'UDP pinger' };
    const both = { submissions: await handedIn(files), earlier: await handedIn(earlier) };
    return await findSimilar(dolos, { lab, ...both, atLeast });
  }

  const pairNames = ({ pairs }: SimilarInLab) =>
    pairs.map(({ left, right }) => [left.student, right.student]);

  test('a copy under other names, words and layout is found, the independent program is not', async () => {
    const found = await compared({
      'ada/client.py': original,
      'ben/UDPPingerClient.py': disguised,
      'cleo/ping.py': independent,
    });
    expect(pairNames(found)).toEqual([['ada', 'ben']]);
    expect(found.pairs[0]?.similarity).toBeGreaterThan(0.7);
    expect(found).toMatchObject({ programs: 3, earlier: 0, notes: [] });
  });

  test('a fragment names file and lines on both sides, and they are alike', async () => {
    const found = await compared({ 'ada/client.py': original, 'ben/ping.py': disguised });
    const [fragment] = found.pairs[0]?.fragments ?? [];
    expect(fragment?.left.file).toBe('client.py');
    expect(fragment?.right.file).toBe('ping.py');
    for (const [side, text] of [
      [fragment?.left, original],
      [fragment?.right, disguised],
    ] as const) {
      const lines = text.split('\n').slice((side?.fromLine ?? 0) - 1, side?.toLine);
      expect(side?.text).toBe(lines.join('\n'));
    }
    const all = found.pairs[0]?.fragments ?? [];
    expect(
      all.some(({ left, right }) => left.text.includes('recvfrom') && right.text.includes('recvfrom')),
    ).toBe(true);
  });

  test('several files of one program are compared as one, and each place is in its file', async () => {
    const [head = '', tail = ''] = [
      original.slice(0, original.indexOf('def summary')),
      original.slice(original.indexOf('def summary')),
    ];
    const found = await compared({ 'ada/a.py': head, 'ada/b.py': tail, 'ben/client.py': disguised });
    expect(pairNames(found)).toEqual([['ada', 'ben']]);
    const files = new Set(found.pairs[0]?.fragments.map(({ left }) => left.file));
    expect(files).toContain('a.py');
    for (const { left } of found.pairs[0]?.fragments ?? []) expect(left.toLine).toBeLessThanOrEqual(40);
  });

  test('what the lab hands out is no likeness', async () => {
    const starter = await readFile('labs/udp-pinger/starter/python/client.py', 'utf8');
    const found = await compared(
      { 'ada/client.py': starter, 'ben/client.py': `${starter}\nprint('mine')\n` },
      {},
      0.05,
    );
    expect(found.pairs).toEqual([]);
  });

  test("last year's programs are compared with this year's, not with each other, nor with one's own", async () => {
    const found = await compared(
      { 'ada/client.py': original, 'cleo/ping.py': independent },
      { 'old/client.py': disguised, 'older/client.py': disguised, 'ada/client.py': original },
    );
    expect(pairNames(found)).toEqual([
      ['ada', 'old'],
      ['ada', 'older'],
    ]);
    expect(found.pairs.every(({ right }) => right.from === 'earlier')).toBe(true);
    expect(found.earlier).toBe(3);
  });

  test.each([
    [
      'main.go',
      'package main\n\nimport "net"\n\nfunc main() {\n\tc, err := net.Dial("udp", "x:1")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tbuffer := make([]byte, 1024)\n\tfor i := 0; i < 10; i++ {\n\t\tc.Write([]byte("ping"))\n\t\tn, err := c.Read(buffer)\n\t\tif err != nil {\n\t\t\tprintln("lost")\n\t\t\tcontinue\n\t\t}\n\t\tprintln(string(buffer[:n]))\n\t}\n}\n',
    ],
    [
      'Main.java',
      'import java.net.*;\npublic class Main {\n  public static void main(String[] a) throws Exception {\n    DatagramSocket s = new DatagramSocket();\n    s.setSoTimeout(1000);\n    for (int i = 1; i <= 10; i++) {\n      byte[] b = ("Ping " + i).getBytes();\n      s.send(new DatagramPacket(b, b.length, InetAddress.getByName(a[0]), 12000));\n      try {\n        s.receive(new DatagramPacket(new byte[1024], 1024));\n        System.out.println("reply " + i);\n      } catch (SocketTimeoutException e) {\n        System.out.println("lost " + i);\n      }\n    }\n  }\n}\n',
    ],
    [
      'main.c',
      '#include <stdio.h>\n#include <sys/socket.h>\nint main(int argc, char **argv) {\n  int s = socket(AF_INET, SOCK_DGRAM, 0);\n  char b[1024];\n  int lost = 0;\n  for (int i = 1; i <= 10; i++) {\n    snprintf(b, sizeof b, "Ping %d", i);\n    if (send(s, b, 10, 0) < 0) { perror("send"); return 1; }\n    if (recv(s, b, sizeof b, 0) < 0) { lost++; printf("lost %d\\n", i); continue; }\n    printf("reply %d: %s\\n", i, b);\n  }\n  printf("%d lost\\n", lost);\n  return 0;\n}\n',
    ],
    [
      'main.ts',
      "import dgram from 'node:dgram';\nconst s = dgram.createSocket('udp4');\nlet lost = 0;\nasync function ping(n: number): Promise<number | undefined> {\n  const start = performance.now();\n  s.send('Ping ' + n, 12000, 'localhost');\n  return await new Promise((resolve) => {\n    const timer = setTimeout(() => resolve(undefined), 1000);\n    s.once('message', () => { clearTimeout(timer); resolve(performance.now() - start); });\n  });\n}\nfor (let i = 1; i <= 10; i++) {\n  const rtt = await ping(i);\n  if (rtt === undefined) { lost += 1; console.log('lost', i); } else console.log('reply', i, rtt);\n}\nconsole.log(lost);\ns.close();\n",
    ],
    [
      'main.js',
      "const dgram = require('dgram');\nconst s = dgram.createSocket('udp4');\nlet lost = 0, n = 0;\nfunction next() {\n  n += 1;\n  if (n > 10) { console.log('lost', lost); s.close(); return; }\n  const start = Date.now();\n  s.send('Ping ' + n, 12000, 'localhost');\n  const timer = setTimeout(() => { lost += 1; s.removeAllListeners('message'); next(); }, 1000);\n  s.once('message', (m) => { clearTimeout(timer); console.log(m.toString(), Date.now() - start); next(); });\n}\nnext();\n",
    ],
  ])('%s is read', async (name, source) => {
    const found = await compared({
      [`ada/${name}`]: source,
      [`ben/${name}`]: source.replaceAll('lost', 'gone'),
    });
    expect(found.pairs.map(({ similarity }) => similarity)).toEqual([1]);
  });

  test('what cannot be read is named and holds up nothing', async () => {
    const deep = `x = ${'('.repeat(40_000)}1${')'.repeat(40_000)}\n`;
    const found = await compared({
      'ada/client.py': original,
      'ben/client.py': disguised,
      'deep/client.py': deep,
      'empty/notes.txt': 'nothing',
    });
    expect(pairNames(found)).toEqual([['ada', 'ben']]);
    expect(found.notes.join(' ')).toContain('empty: nothing in a known language');
  });

  test('the page shows both sides as text, whatever it is', async () => {
    const hostile = original
      .replace('# my pinger', '# <script>alert(1)</script>\u202e')
      .replace('Reply from', '<b>"from');
    const found = await compared({ 'ada/client.py': hostile, '<i>ben/client.py': disguised });
    const page = renderSimilarPage({ schema: 'grade/similar/v1', atLeast: 0.4, labs: [found] });
    expect(page).toContain('&lt;i&gt;ben');
    expect(page).toContain('&lt;b&gt;&quot;from');
    expect(page).not.toContain('<i>ben');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('client.py, line');
  });
});
