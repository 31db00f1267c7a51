import { execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startUdpEcho } from '../../../containers/udp-echo/udp-echo.ts';
import type { UdpEchoScript } from '../../../harness/index.ts';
import { Recorder } from '../../../harness/wire/recorder.ts';

const here = import.meta.dirname;

async function echo(script: UdpEchoScript, host = '127.0.0.1') {
  return startUdpEcho(0, script, { recorder: new Recorder(), host });
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs a program of ours to its end. */
async function run(file: string, ...args: string[]): Promise<Ended> {
  return runCommand(process.execPath, join(here, file), ...args);
}

/** The same where there is no network but loopback. */
async function runWithoutRoute(file: string, ...args: string[]): Promise<Ended> {
  const loopback = 'PATH=$PATH:/usr/sbin:/sbin; ip link set lo up && exec "$@"';
  const namespace = ['--user', '--map-root-user', '--net', 'sh', '-c', loopback, 'sh'];
  return runCommand('unshare', ...namespace, process.execPath, join(here, file), ...args);
}

async function runCommand(command: string, ...args: string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args);
    return { stdout, stderr, code: 0 };
  } catch (error) {
    const { stdout = '', stderr = '', code } = error as Partial<Ended>;
    return { stdout, stderr, code: typeof code === 'number' ? code : -1 };
  }
}

/** A UDP port of 127.0.0.1 on which nothing listens. */
async function freePort(): Promise<number> {
  const free = createSocket('udp4').bind(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address();
  free.close();
  return port;
}

/** The documents that `--json` prints, one a line. */
function documents(output: string): Record<string, unknown>[] {
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Starts a program of ours that goes on until it is told to end. */
function start(file: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(here, file), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const exited = once(child, 'exit');
  return {
    output: () => text,
    async until(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found;
        await once(child.stdout, 'data');
      }
    },
    async end(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
      child.kill(signal);
      const [code] = await exited;
      return code as number | null;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

describe('client', () => {
  test('prints each ping, the losses and the statistics', async () => {
    await using server = await echo({ loss: { kind: 'list', lost: [1, 2] }, default: { delayMs: 20 } });
    const { stdout, code } = await run(
      'client.ts',
      '127.0.0.1',
      String(server.port),
      '--count',
      '4',
      '--timeout',
      '200',
    );
    expect(code).toBe(0);
    const [, rttMs] = /Ping 1: PING 1 .*RTT = (\d+\.\d{3}) ms/.exec(stdout) ?? [];
    expect(Number(rttMs)).toBeGreaterThanOrEqual(19);
    expect(Number(rttMs)).toBeLessThan(200);
    expect(stdout.match(/Request timed out/g)).toHaveLength(2);
    expect(stdout).toContain('4 sent, 2 received, 50.0 % lost');
    expect(stdout).toMatch(/minimum \d+\.\d+ ms, average .*, maximum .*, standard deviation/);
    expect(await server.log()).toHaveLength(4);
  });

  test('tells late, repeated and foreign datagrams from answers', async () => {
    await using server = await echo({
      replies: {
        0: { delayMs: 300 },
        1: { delayMs: 180, copies: 2, copyGapMs: 5, also: [{ delayMs: 10, bytes: Buffer.from('hello') }] },
        2: { delayMs: 50 },
      },
    });
    const args = ['--port', String(server.port), '--count', '3', '--timeout', '200', '--json'];
    const { stdout } = await run('client.ts', ...args);
    const report = JSON.parse(stdout);
    expect(report.pings.map(({ kind }: { kind: string }) => kind)).toEqual([
      'timed-out',
      'answered',
      'answered',
    ]);
    expect(report.pings[1].rttMs).toBeGreaterThan(170);
    expect(report.strays.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'duplicate',
      'foreign',
      'late',
    ]);
    expect(report).toMatchObject({ sent: 3, received: 2 });
  });

  test('tells an answer that another has overtaken from one that is late', async () => {
    await using server = await echo({
      loss: { kind: 'list', lost: [2] },
      replies: { 0: { delayMs: 400 }, 1: { delayMs: 10 } },
    });
    const args = ['--port', String(server.port), '--count', '3', '--timeout', '250'];
    const { stdout } = await run('client.ts', ...args);
    expect(stdout).toMatch(/\(the answer to ping 1 came out of order, after \d+ ms; it stays lost\)/);
    expect(stdout).toMatch(/\nreordered: 1\n/);
  });

  test.each(['203.0.113.1', '2001:db8::1'])(
    'says that there is no route to %s, and sums up',
    async (host) => {
      const { stdout, stderr, code } = await runWithoutRoute('client.ts', host, '--count', '2');
      expect(stdout).toContain('Ping 2: not sent, this machine has no route to that network (ENETUNREACH)');
      expect(stdout).toContain('0 sent, 0 received, 100.0 % lost\nunsent: 2');
      expect(stderr).toBe('');
      expect(code).toBe(1);
    },
  );

  test('sums up when nothing was answered', async () => {
    await using server = await echo({ loss: { kind: 'all' } });
    const { stdout, code } = await run(
      'client.ts',
      '--port',
      String(server.port),
      '--count',
      '2',
      '--timeout',
      '50',
    );
    expect(code).toBe(1);
    expect(stdout).toContain('2 sent, 0 received, 100.0 % lost');
    expect(stdout).not.toContain('NaN');
  });

  test('reports a port on which nothing listens', async () => {
    const port = await freePort();
    const { stdout, code } = await run('client.ts', '127.0.0.1', String(port), '--count', '2');
    expect(stdout).toContain(`Ping 2: port unreachable, nothing listens on 127.0.0.1 port ${port}`);
    expect(code).toBe(1);
  });

  test('speaks IPv6', async () => {
    await using server = await echo({}, '::1');
    const { stdout } = await run('client.ts', '::1', String(server.port), '--count', '1');
    expect(stdout).toContain('1 sent, 1 received');
  });

  test('keeps the interval', async () => {
    await using server = await echo({});
    await run('client.ts', '--port', String(server.port), '--count', '3', '--interval', '80');
    const times = (await server.log()).map(({ atMs }) => atMs);
    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(155);
  });

  test('Ctrl-C prints the statistics of what there is', async () => {
    await using server = await echo({ loss: { kind: 'list', lost: [2] } });
    await using client = start('client.ts', '--port', String(server.port), '--timeout', '60000');
    await client.until(/Ping 2: PING/);
    expect(await client.end()).toBe(0);
    expect(client.output()).toContain('3 sent, 2 received, 0.0 % lost\nstill waited for: 1');
  });

  test('a ping that was still waited for is neither forgotten nor lost', async () => {
    await using server = await echo({ loss: { kind: 'all' } });
    await using client = start('client.ts', '--port', String(server.port), '--timeout', '60000');
    await client.until(/Pinging/);
    while ((await server.log()).length === 0) await new Promise(setImmediate);
    expect(await client.end('SIGTERM')).toBe(1);
    expect(client.output()).toContain('1 sent, 0 received, 0.0 % lost\nstill waited for: 1');
  });

  test.each([
    [['--count', 'x'], /count must be a whole number from 1 to 1000000, not "x"/],
    [['localhost', '0'], /port must be/],
    [['--timeout='], /timeout must be/],
    [['a', '1', 'b'], /"b" is one argument too many/],
    [['--colour'], /colour/],
  ])('refuses %j', async (args, message) => {
    const { stderr, code } = await run('client.ts', ...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  test('says which name it does not know', async () => {
    const { stderr, code } = await run('client.ts', 'nowhere.invalid');
    expect(stderr).toMatch(/cannot find the address of "nowhere.invalid": (nobody knows|no name server)/);
    expect(code).toBe(1);
  });
});

describe.each(['server.ts', 'heartbeat-server.ts'])('%s', (file) => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s right after its first line ends it with status 0',
    async (signal) => {
      await using server = start(file, '--port', '0', '--host', '127.0.0.1', '--json');
      await server.until(/"listening"/);
      expect(await server.end(signal)).toBe(0);
      const said = documents(server.output());
      expect(['summary', 'end']).toContain(said.at(-1)?.event);
      expect(said[0]).toMatchObject({
        event: 'listening',
        address: '127.0.0.1',
        family: 'IPv4',
      });
    },
  );

  test('says which address it does not know', async () => {
    const { stderr, code } = await run(file, '--host', 'nowhere.invalid');
    expect(stderr).toMatch(/cannot find the address of "nowhere.invalid": (nobody knows|no name server)/);
    expect(code).toBe(1);
  });

  test('says that this machine has no such address', async () => {
    const { stderr, code } = await runWithoutRoute(file, '--host', '203.0.113.1');
    expect(stderr).toContain('cannot listen on 203.0.113.1 port 12000: this machine has no such address');
    expect(code).toBe(1);
  });
});

describe('server', () => {
  test('answers in upper case and drops the same pings for the same seed', async () => {
    const dropped = async () => {
      await using server = start('server.ts', '--port', '0', '--host', '127.0.0.1', '--seed', '7');
      const [, port = ''] = await server.until(/on port (\d+)/);
      const { stdout } = await run(
        'client.ts',
        '127.0.0.1',
        port,
        '--count',
        '12',
        '--timeout',
        '100',
        '--json',
      );
      expect(await server.end()).toBe(0);
      expect(server.output()).toMatch(/12 received, \d+ dropped/);
      return JSON.parse(stdout).pings.map(({ kind, text }: { kind: string; text?: string }) => [
        kind,
        text?.startsWith('PING '),
      ]);
    };
    const first = await dropped();
    expect(new Set(first.map(([kind]: [string]) => kind))).toEqual(new Set(['answered', 'timed-out']));
    expect(await dropped()).toEqual(first);
  });

  test('listens on IPv4 and IPv6 when no address is given', async () => {
    await using server = start('server.ts', '--port', '0', '--loss', '0');
    const [, port = ''] = await server.until(/on port (\d+)/);
    for (const host of ['127.0.0.1', '::1'])
      expect((await run('client.ts', host, port, '--count', '1')).stdout).toContain('1 received');
  });

  test('says that the port is taken', async () => {
    await using taken = await echo({});
    const { stderr, code } = await run('server.ts', '--host', '127.0.0.1', String(taken.port));
    expect(stderr).toContain(`cannot listen on 127.0.0.1 port ${taken.port}: another program has it`);
    expect(code).toBe(1);
  });

  test('reports as JSON', async () => {
    await using server = start('server.ts', ...['--port', '0', '--host', '::1', '--loss', '1', '--json']);
    const [, port = ''] = await server.until(/"port":(\d+)/);
    await run('client.ts', '::1', port, '--count', '1', '--timeout', '50');
    expect(await server.end('SIGTERM')).toBe(0);
    const [listening, ping, summary] = documents(server.output());
    expect(listening).toMatchObject({ event: 'listening', port: Number(port), loss: 1 });
    expect(ping).toMatchObject({ event: 'ping', address: '::1', fate: 'dropped' });
    expect(summary).toEqual({ event: 'summary', received: 1, dropped: 1 });
  });

  test('refuses a loss above one', async () => {
    expect((await run('server.ts', '--loss', '40')).code).toBe(2);
  });
});

describe('heartbeat', () => {
  test('the server reports delay, loss, and that the client has stopped', async () => {
    await using server = start(
      'heartbeat-server.ts',
      '--port',
      '0',
      '--host',
      '127.0.0.1',
      '--timeout',
      '600',
    );
    const [, port = ''] = await server.until(/on port (\d+)/);
    const { stdout } = await run(
      'heartbeat-client.ts',
      '127.0.0.1',
      port,
      '--count',
      '3',
      '--interval',
      '50',
    );
    expect(stdout.match(/^Heartbeat \d \d+\.\d{6}$/gm)).toHaveLength(3);
    expect(stdout).toContain('\n3 sent, 0 of them refused, 0 could not be sent\n');
    await server.until(
      /has stopped, nothing came for 0\.6 s; 3 received, 0 lost \(0\.0 %\); one-way delay minimum \d/,
    );
    expect(server.output().match(/heartbeat \d, one-way delay \d+\.\d{3} ms/g)).toHaveLength(3);
  });

  test('both report as JSON', async () => {
    await using server = start('heartbeat-server.ts', '--port', '0', '--host', '::1', '--json');
    const [, port = ''] = await server.until(/"port":(\d+)/);
    const client = await run(
      'heartbeat-client.ts',
      ...['::1', port, '--count', '2', '--interval', '20', '--json'],
    );
    expect(client.code).toBe(0);
    expect(documents(client.stdout)).toMatchObject([
      { event: 'sending', address: '::1', port: Number(port) },
      { event: 'heartbeat', sequence: 1 },
      { event: 'heartbeat', sequence: 2 },
      { event: 'summary', sent: 2, refused: 0, unsent: 0 },
    ]);
    await server.until(/"sequence":2/);
    expect(await server.end()).toBe(0);
    const [, first, , summary, last] = documents(server.output());
    expect(first).toMatchObject({ event: 'heartbeat', sequence: 1, isDuplicate: false });
    expect(first?.delayMs).toBeLessThan(5000);
    expect(summary).toMatchObject({ event: 'summary', received: 2, lost: 0, lossPercent: 0 });
    expect(last).toEqual({ event: 'end', alive: 1, stopped: 0 });
  });

  test('the client says when nothing listens, and ends with status 1', async () => {
    const port = String(await freePort());
    const { stdout, code } = await run(
      'heartbeat-client.ts',
      '127.0.0.1',
      port,
      '--count',
      '2',
      '--interval',
      '50',
    );
    expect(stdout).toContain('(not received: nothing listens there (ECONNREFUSED))');
    expect(stdout).toContain('2 sent, 2 of them refused, 0 could not be sent');
    expect(code).toBe(1);
  });

  test('the client says that there is no route, tries on, and ends with status 1', async () => {
    const { stdout, code } = await runWithoutRoute(
      'heartbeat-client.ts',
      '203.0.113.1',
      ...['--count', '2', '--interval', '20'],
    );
    expect(stdout).toContain(
      '(heartbeat 2 not sent: this machine has no route to that network (ENETUNREACH))',
    );
    expect(stdout).toContain('0 sent, 0 of them refused, 2 could not be sent');
    expect(code).toBe(1);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the client with what it sent', async (signal) => {
    await using server = await echo({});
    await using client = start('heartbeat-client.ts', '--port', String(server.port), '--interval', '20');
    await client.until(/Heartbeat 2/);
    expect(await client.end(signal)).toBe(0);
    expect(client.output()).toMatch(/\n\d+ sent, 0 of them refused/);
  });

  test('the server lives through what is no heartbeat', async () => {
    await using server = start('heartbeat-server.ts', '--port', '0', '--host', '127.0.0.1');
    const [, port = ''] = await server.until(/on port (\d+)/);
    const socket = createSocket('udp4');
    socket.send('hello', Number(port), '127.0.0.1', () => socket.close());
    await server.until(/no heartbeat: "hello"/);
    expect(await server.end()).toBe(0);
  });
});

test.each(['client.ts', 'server.ts', 'heartbeat-client.ts', 'heartbeat-server.ts'])(
  '%s --help',
  async (file) => {
    const { stdout, code } = await run(file, '--help');
    expect(stdout).toContain(`Usage: node ${file}`);
    expect(stdout).toContain('Exit status:');
    expect(code).toBe(0);
  },
);
