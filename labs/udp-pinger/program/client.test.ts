import { describe, expect, test } from 'vitest';
import { echo, freePort, run, runWithoutRoute, start } from '../../../tests/kit/run-udp-programs.ts';

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
