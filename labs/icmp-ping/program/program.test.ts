import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const here = import.meta.dirname;
/** Of util-linux: runs a program in namespaces of its own, without root. */
const UNSHARE = 'unshare';

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Run first, where a test needs a network of its own kind. */
const dropRawRight = 'set -- setpriv --bounding-set=-net_raw --inh-caps=-net_raw "$@"';
const permitDatagram = 'echo "0 0" > /proc/sys/net/ipv4/ping_group_range';
/** A wire on which only 198.51.100.1 and 2001:db8::1 are anybody's; that nobody answers is noticed at once. */
const wire = [
  'ip link add v0 type veth peer name v1',
  'ip address add 198.51.100.1/24 dev v0',
  'ip address add 2001:db8::1/64 dev v0 nodad',
  'ip link set v0 up && ip link set v1 up',
  'for family in ipv4 ipv6; do echo 20 > /proc/sys/net/$family/neigh/v0/retrans_time_ms; done',
].join('\n');

/** The arguments of `unshare` that start the pinger in a network namespace of its own, with loopback and no way out. */
function inNamespace(setup: readonly string[], args: readonly string[]): string[] {
  const script = ['set -e', 'PATH=$PATH:/usr/sbin:/sbin', 'ip link set lo up', ...setup, 'exec "$@"'].join(
    '\n',
  );
  return [
    ...['--user', '--map-root-user', '--net', 'sh', '-c', script, 'sh'],
    ...[process.execPath, join(here, 'main.ts'), ...args],
  ];
}

async function run(setup: readonly string[], ...args: readonly string[]): Promise<Ended> {
  return ended(promisify(execFile)(UNSHARE, inNamespace(setup, args)));
}

async function ended(running: Promise<{ stdout: string; stderr: string }>): Promise<Ended> {
  try {
    return { ...(await running), code: 0 };
  } catch (error) {
    const { stdout = '', stderr = '', code } = error as Partial<Ended>;
    return { stdout, stderr, code: typeof code === 'number' ? code : -1 };
  }
}

/** One that is interrupted when it has printed what matches. */
async function runUntil(
  pattern: RegExp,
  signal: NodeJS.Signals,
  setup: readonly string[],
  args: readonly string[],
): Promise<Ended> {
  const child = spawn(UNSHARE, inNamespace(setup, args), { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (bytes) => {
    stderr += bytes;
  });
  child.stdout.on('data', (bytes) => {
    stdout += bytes;
    // A second signal would end it at once.
    if (pattern.test(stdout) && !child.killed) child.kill(signal);
  });
  const [code] = await once(child, 'close');
  return { stdout, stderr, code: code ?? -1 };
}

const quick = ['--interval', '0.05'];

describe.each([
  ['a raw socket', [], 'raw'],
  ['a datagram socket, without the right to a raw one', [permitDatagram, dropRawRight], 'any'],
] as const)('on %s', (_, setup, kind) => {
  test.each(['127.0.0.1', '::1'])('pings %s and names it', async (host) => {
    const { stdout, stderr, code } = await run(setup, '--socket', kind, ...quick, '--count', '3', host);
    expect(stderr).toBe('');
    expect(stdout.split('\n')[0]).toBe(`Pinging ${host} (${host})`);
    const lines = stdout.split('\n').filter((line) => line.startsWith(`64 bytes from ${host}: icmp_seq=`));
    expect(lines).toHaveLength(3);
    // Only the raw IPv6 socket does not tell.
    expect(lines.every((line) => line.includes(' ttl=64 '))).toBe(host === '127.0.0.1' || kind === 'any');
    expect(stdout).toMatch(
      /\n3 packets sent, 3 received, 0% packet loss\nround-trip min\/avg\/max\/mdev = [\d./]+ ms\n$/,
    );
    expect(code).toBe(0);
  });

  test('says what ICMP and ICMPv6 errors mean', async () => {
    const { stdout, code } = await run(
      [wire, ...setup],
      ...['--socket', kind, '--count', '1', '--timeout', '5', '198.51.100.9', '2001:db8::9'],
    );
    expect(stdout).toContain(
      '198.51.100.9: From 198.51.100.1: icmp_seq=1 Destination Unreachable (type 3): host unreachable (code 1)',
    );
    expect(stdout).toContain(
      '2001:db8::9: From 2001:db8::1: icmp_seq=1 Destination Unreachable (type 1): address unreachable (code 3)',
    );
    expect(stdout.match(/1 packets sent, 0 received, 100% packet loss, errors: 1/g)).toHaveLength(2);
    expect(code).toBe(1);
  });

  test.each(['203.0.113.1', '2001:db8:1::1'])('says that there is no route to %s', async (host) => {
    const { stdout, code } = await run(setup, '--socket', kind, ...quick, '--count', '2', host);
    expect(stdout).toContain('Not sent: icmp_seq=2, the system says: Network is unreachable');
    expect(stdout).toContain('0 packets sent, 0 received, 100% packet loss, unsent: 2');
    expect(stdout).not.toContain('timed out');
    expect(code).toBe(1);
  });
});

describe('ending', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends an endless run with its figures', async (signal) => {
    const { stdout, code } = await runUntil(
      /icmp_seq=3/,
      signal,
      [],
      ['--count', '0', ...quick, '127.0.0.1'],
    );
    expect(stdout).toMatch(/\n[3-9] packets sent, [3-9] received, 0% packet loss(, still waited for: 1)?\n/);
    expect(code).toBe(0);
  });

  test('a request that was still waited for is neither forgotten nor lost', async () => {
    const args = ['--count', '0', '--timeout', '60', ...quick, '198.51.100.9', '127.0.0.1'];
    // The host's address is known, so that the request leaves, but nobody is there to answer.
    const setup = [wire, 'ip neighbour add 198.51.100.9 lladdr 02:00:00:00:00:01 dev v0'];
    const { stdout, code } = await runUntil(/icmp_seq=3/, 'SIGINT', setup, args);
    expect(stdout).toContain('1 packets sent, 0 received, still waited for: 1\n');
    expect(code).toBe(1);
  });
});

describe('figures', () => {
  test('as JSON, for several targets at the same time', async () => {
    const { stdout, code } = await run(
      [],
      '--json',
      ...quick,
      '--count',
      '2',
      '127.0.0.1',
      '::1',
      '127.0.0.2',
    );
    const results = JSON.parse(stdout);
    expect(results.map(({ address }: { address: string }) => address)).toEqual([
      '127.0.0.1',
      '::1',
      '127.0.0.2',
    ]);
    for (const result of results) {
      expect(result).toMatchObject({
        sent: 2,
        received: 2,
        unsent: 0,
        pending: 0,
        lossPercent: 0,
        errors: 0,
      });
      expect(result.minMs).toBeGreaterThan(0);
    }
    expect(code).toBe(0);
  });
});

describe('what the user has to mend', () => {
  test('a name that nobody knows; the others are pinged all the same', async () => {
    const { stdout, stderr, code } = await run([], '--count', '1', 'no-such-host.invalid', '127.0.0.1');
    expect(stderr).toMatch(/^ping: unknown host no-such-host\.invalid: \S/);
    expect(stdout).toContain('1 packets sent, 1 received');
    expect(code).toBe(2);
  });

  test('an address of the other family', async () => {
    const { stderr, code } = await run([], '--ipv4', '::1');
    expect(stderr).toBe('ping: ::1 is no IPv4 address\n');
    expect(code).toBe(2);
  });

  test('the missing right: it names the capability, and what gives it', async () => {
    const { stderr, code } = await run([dropRawRight], '127.0.0.1');
    expect(stderr).toContain('not permitted to open an ICMP socket');
    expect(stderr).toContain(`sudo setcap cap_net_raw+ep "${process.execPath}"`);
    expect(stderr).toContain('net.ipv4.ping_group_range');
    expect(code).toBe(2);
  });

  test('--socket raw takes no datagram socket instead', async () => {
    const { stderr, code } = await run([permitDatagram, dropRawRight], '--socket', 'raw', '127.0.0.1');
    expect(stderr).toContain('not permitted to open a raw ICMP socket');
    expect(code).toBe(2);
  });

  test('a missing Python 3, which the datagram socket takes', async () => {
    const withoutPython = `set -- env PATH=/nowhere ${process.execPath} "${join(here, 'main.ts')}" --socket datagram`;
    const { stderr, code } = await run([permitDatagram, withoutPython]);
    expect(stderr).toContain('cannot open a datagram ICMP socket by means of python3');
    expect(code).toBe(2);
  });

  test('the package raw-socket; the help is shown without it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'icmp-ping-'));
    try {
      cpSync(here, folder, { recursive: true });
      const runCopy = (...args: string[]) =>
        ended(promisify(execFile)(process.execPath, [join(folder, 'main.ts'), ...args], { env: {} }));
      const { stdout } = await runCopy('--help');
      expect(stdout).toContain('Usage: node main.ts');
      expect(stdout).toContain('Exit status:');
      const { stderr, code } = await runCopy('127.0.0.1');
      expect(stderr).toContain('npm install raw-socket');
      expect(code).toBe(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
