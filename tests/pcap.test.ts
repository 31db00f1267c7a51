import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { parseResults } from '../reports/schema.ts';
import { parseTranscriptFile, type TranscriptFile } from '../reports/transcript-file.ts';

const hasTshark = await execa('tshark', ['--version']).then(
  () => true,
  () => false,
);
const title = hasTshark
  ? 'the capture of a story, read by Wireshark'
  : 'the capture of a story, read by Wireshark (no tshark here: apt-get install tshark)';

const submission = path.join(appFolder, 'examples/class/katja/proxy');
const check = 'proxy/second-from-cache';
const fields = [
  'frame.number',
  'frame.time_epoch',
  'ip.src',
  'ip.dst',
  'tcp.srcport',
  'tcp.flags.str',
  'tcp.len',
  'udp.srcport',
];

// Where a build server lacks tshark, the tests below must fail, not be skipped.
describe.skipIf(!hasTshark && !process.env.CI)(title, () => {
  let folder: string;
  let pcap: string;
  let stored: TranscriptFile;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pcap-'));
    const args = ['lab', 'proxy', submission, '--only', check, '--out', folder];
    await execa(path.join(appFolder, 'grade'), args, { reject: false });
    const results = parseResults(await readFile(path.join(folder, 'results.json'), 'utf8'));
    const scenario = results.labRuns[0]?.scenarios.find((each) => each.pcap);
    if (!scenario?.pcap || !scenario.transcript) throw new Error(`No capture was kept in ${folder}`);
    pcap = path.join(folder, scenario.pcap);
    stored = parseTranscriptFile(await readFile(path.join(folder, scenario.transcript), 'utf8'));
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function read(...args: readonly string[]): Promise<string[][]> {
    const { stdout } = await execa('tshark', ['-n', '-r', pcap, ...args]);
    return stdout.split('\n').map((line) => line.split('\t'));
  }

  test('has every packet of the transcript under the same number, at the same time, with the same flags', async () => {
    const rows = await read('-T', 'fields', ...fields.flatMap((field) => ['-e', field]));
    const frames = new Map(rows.map((row) => [Number(row[0]), row]));
    const [first] = stored.packets;
    const zeroMs = Number(frames.get(first?.number ?? 0)?.[1]) * 1000 - (first?.atMs ?? 0);
    expect(stored.packets.length).toBeGreaterThan(20);
    for (const { number, atMs, source, destination, summary } of stored.packets) {
      const [, time, from, to, tcpPort, flags = '', length, udpPort] = frames.get(number) ?? [];
      expect([from, to]).toEqual([source, destination]);
      expect(Math.abs(Number(time) * 1000 - zeroMs - atMs)).toBeLessThan(0.01);
      if (!summary.startsWith('TCP')) {
        expect(summary).toContain(`UDP ${udpPort} >`);
        continue;
      }
      expect(summary).toContain(`TCP ${tcpPort} >`);
      expect(summary.includes('SYN')).toBe(flags.includes('S'));
      expect(summary.includes('FIN')).toBe(flags.includes('F'));
      expect(Number(/, (\d+) bytes/.exec(summary)?.[1] ?? 0)).toBe(Number(length));
    }
  });

  test('holds the words of the dialogue, and nothing that Wireshark calls malformed', async () => {
    const requests = await read('-Y', 'http.request', '-T', 'fields', '-e', 'http.request.method');
    expect(requests.length).toBeGreaterThan(2);
    const names = await read('-Y', 'dns.flags.response == 0', '-T', 'fields', '-e', 'dns.qry.name');
    const asked = stored.conversations.filter(({ peer }) => peer === 'dns');
    expect(names).toHaveLength(asked.length);
    expect(await read('-Y', '_ws.malformed')).toEqual([['']]);
  });
});
