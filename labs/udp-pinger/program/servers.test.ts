import { describe, expect, test } from 'vitest';
import { documents, echo, run, runWithoutRoute, start } from '../../../tests/kit/run-udp-programs.ts';

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

test.each(['client.ts', 'server.ts', 'heartbeat-client.ts', 'heartbeat-server.ts'])(
  '%s --help',
  async (file) => {
    const { stdout, code } = await run(file, '--help');
    expect(stdout).toContain(`Usage: node ${file}`);
    expect(stdout).toContain('Exit status:');
    expect(code).toBe(0);
  },
);
